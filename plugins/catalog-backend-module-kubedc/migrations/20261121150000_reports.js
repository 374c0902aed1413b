/*
 * kubedc_reports   what the writer of an installation says of itself, for the other replicas
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('kubedc_reports', table => {
    table.string('installation', 100).primary().notNullable();
    table.text('report', 'longtext').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kubedc_reports');
};
