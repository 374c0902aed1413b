/*
 * Table of the Kube-DC module in the auth plugin's database.
 *
 * kubedc_sign_ins  who was given each token: what a person is on the platform is bound to it
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('kubedc_sign_ins', table => {
    table
      .string('proof', 64)
      .primary()
      .notNullable()
      .comment('SHA-256 of the identity proof in the token');
    table.string('session', 36).notNullable();
    table.string('user_entity_ref', 255).notNullable();
    table.text('identity').notNullable().comment('JSON: the claim kubedc');
    table.double('issued_at').notNullable().comment('ms since the epoch');
    table.boolean('ended').notNullable().defaultTo(false);
    table.index(['session']);
    table.index(['user_entity_ref', 'issued_at']);
    table.index(['issued_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kubedc_sign_ins');
};
