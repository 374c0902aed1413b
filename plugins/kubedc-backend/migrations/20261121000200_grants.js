// @ts-check

/**
 * Leave that people gave to tasks to act as them: one row each, with their token encrypted while it is good.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('grants', table => {
    table.comment('Leave of people for tasks to run operations as them');
    table.string('id', 36).primary().comment('What the task carries');
    table.string('user_ref', 255).notNullable().comment('Who gave it');
    table.string('installation', 255).notNullable();
    table
      .string('kubernetes_user', 512)
      .notNullable()
      .comment('Whom the token is of');
    table
      .text('operations')
      .notNullable()
      .comment('Ids of the operations it is for, as JSON');
    table
      .text('token')
      .nullable()
      .comment('The token, encrypted; null once it has ended');
    table.dateTime('token_ends_at').nullable();
    table
      .dateTime('ends_at')
      .notNullable()
      .comment('When the task can no longer be given a fresh token');
    table.index(['user_ref', 'installation'], 'grants_user_ref_idx');
    table.index(['ends_at'], 'grants_ends_at_idx');
    table.index(['token_ends_at'], 'grants_token_ends_at_idx');
  });
  await knex.schema.alterTable('runs', table => {
    table
      .string('grant_id', 36)
      .nullable()
      .comment('The grant it was started by; to tidy up as the person');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropColumn('grant_id');
  });
  await knex.schema.dropTable('grants');
};
