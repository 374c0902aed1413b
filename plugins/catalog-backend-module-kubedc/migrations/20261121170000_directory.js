/*
 * kubedc_people   also the people whom a realm listed before they signed in
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('kubedc_people', table => {
    table.string('realm', 255).nullable();
    table.string('username', 255).nullable();
    table
      .double('listed_at')
      .nullable()
      .comment(
        'ms since the epoch, by the database clock; when the realm last listed the person',
      );
    table
      .string('hash', 64)
      .nullable()
      .comment('of the entity that the catalog was given');
    table.index(['installation', 'realm'], 'kubedc_people_realm_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('kubedc_people', table => {
    table.dropIndex(['installation', 'realm'], 'kubedc_people_realm_idx');
    table.dropColumns('realm', 'username', 'listed_at', 'hash');
  });
};
