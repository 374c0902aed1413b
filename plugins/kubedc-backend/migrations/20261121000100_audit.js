// @ts-check

/**
 * What people did and tried: one row for each, made before it is done.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_events', table => {
    table.comment('What people did and tried on Kube-DC platforms');
    table.string('id', 36).primary();
    table.dateTime('started_at').notNullable();
    table.dateTime('finished_at').nullable();
    table
      .dateTime('expected_by')
      .notNullable()
      .comment('An event that is open after this moment will not be ended');
    table.string('operation', 64).notNullable();
    table.string('severity', 16).notNullable();
    table
      .string('outcome', 16)
      .notNullable()
      .comment('running, succeeded, refused or failed');
    table.text('reason').nullable();
    table.string('actor', 255).notNullable().comment('Backstage user');
    table
      .string('kubernetes_user', 255)
      .nullable()
      .comment('null: the portal’s account');
    table.string('via', 16).notNullable();
    table.string('via_ref', 255).nullable();
    table.string('installation', 255).nullable();
    table
      .string('organization', 255)
      .nullable()
      .comment('Organization it was about, as the request says');
    table
      .string('tenant', 255)
      .nullable()
      .comment('Organization whose administrators may read it');
    table.string('project', 255).nullable();
    table.string('kind', 64).nullable();
    table.string('namespace', 255).nullable();
    table.string('name', 255).nullable();
    table.string('run_id', 36).nullable();
    table.string('request_id', 64).notNullable();
    table.string('source_address', 64).nullable();

    // Every list is newest first; each index below serves one of the filters that leave little.
    table.index(['started_at', 'id'], 'audit_events_time_idx');
    table.index(
      ['installation', 'tenant', 'started_at', 'id'],
      'audit_events_tenant_idx',
    );
    table.index(['organization', 'started_at', 'id'], 'audit_events_org_idx');
    table.index(['project', 'started_at', 'id'], 'audit_events_project_idx');
    table.index(['actor', 'started_at', 'id'], 'audit_events_actor_idx');
    table.index(['operation', 'started_at', 'id'], 'audit_events_op_idx');
    table.index(['name', 'started_at', 'id'], 'audit_events_name_idx');
    table.index(['outcome', 'started_at', 'id'], 'audit_events_outcome_idx');
    table.index(['run_id'], 'audit_events_run_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_events');
};
