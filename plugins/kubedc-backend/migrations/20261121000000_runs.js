// @ts-check

/**
 * Runs of operations: one row each, made before the first request is sent.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment('Operations that were started on Kube-DC platforms');
    table
      .string('id', 36)
      .primary()
      .comment('Also on every object the run made');
    table.string('user_ref', 255).notNullable().comment('Who started it');
    table
      .text('identity')
      .nullable()
      .comment(
        'Kubernetes user and groups, as JSON; null: the portal’s account',
      );
    table.string('installation', 255).notNullable();
    table.string('operation', 255).notNullable();
    table.text('input').notNullable().comment('Input without secrets, as JSON');
    table.text('targets').notNullable().comment('Objects it makes, as JSON');
    table.text('made').notNullable().comment('Objects it has made, as JSON');
    table.string('state', 16).notNullable();
    table.text('progress').notNullable().comment('Progress lines, as JSON');
    table.text('output').nullable().comment('Output, as JSON');
    table.text('error').nullable().comment('Error, as JSON');
    table.string('idempotency_key', 128).nullable();
    table
      .string('request_hash', 64)
      .notNullable()
      .comment('Tells a repeated request from another one with the same key');
    table.dateTime('started_at').notNullable();
    table.dateTime('deadline').notNullable();
    table.dateTime('finished_at').nullable();
    table
      .dateTime('lease_until')
      .nullable()
      .comment('Until when a process is known to be sending its requests');
    table.integer('version').notNullable().defaultTo(0);
    table.unique(['user_ref', 'idempotency_key'], {
      indexName: 'runs_idempotency_key_uq',
    });
    table.index(['started_at'], 'runs_started_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('runs');
};
