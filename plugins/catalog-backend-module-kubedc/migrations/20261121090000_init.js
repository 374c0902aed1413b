/*
 * Tables of the Kube-DC module in the catalog's database.
 *
 * kubedc_leases    who writes the entities of an installation
 * kubedc_entities  entities an installation's writer has given to the catalog, a row before the entity
 * kubedc_people    people who signed in, for their entities' retention
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('kubedc_leases', table => {
    table.string('name', 255).primary().notNullable();
    table.string('holder', 64).notNullable();
    table
      .double('expires_at')
      .notNullable()
      .comment('ms since the epoch, by the database clock');
  });
  await knex.schema.createTable('kubedc_entities', table => {
    table.string('installation', 100).notNullable();
    table.string('entity_ref', 255).notNullable();
    table
      .string('source_type', 255)
      .notNullable()
      .comment('resource.group of the object it was made from');
    table.primary(['installation', 'entity_ref']);
  });
  await knex.schema.createTable('kubedc_people', table => {
    table.string('installation', 100).notNullable();
    table.string('entity_ref', 255).notNullable();
    table
      .double('signed_in_at')
      .notNullable()
      .comment('ms since the epoch, by the database clock');
    table.primary(['installation', 'entity_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kubedc_people');
  await knex.schema.dropTable('kubedc_entities');
  await knex.schema.dropTable('kubedc_leases');
};
