package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Stores.Database;
import org.hpcctl.spec.Stores.Mode;
import org.hpcctl.spec.Stores.Redis;
import org.hpcctl.spec.schema.Choice;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Flag;
import org.hpcctl.spec.schema.GivenSecret;
import org.hpcctl.spec.schema.ListOf;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Whole;

/// `web.stores:`
final class StoresSection {
  private static final Field<Database, String> HOST =
      Field.of("host", Form.ADDRESS, Database::host, "the address of MariaDB");
  private static final Field<Database, Integer> PORT =
      Field.of("port", new Whole(1, 65_535), Database::port, "its port").orElse(3306);
  private static final Field<Database, String> USER =
      Field.of("user", Form.DATABASE_USER, Database::user, "who signs in").orElse("hpcctl");
  private static final Field<Database, Secret> PASSWORD =
      Field.of(
          "password",
          new GivenSecret("the password of that user"),
          Database::password,
          "the password of that user");
  private static final Field<Database, Optional<String>> AUTHORITY =
      Field.optional(
          "authority",
          Form.FILE_ON_HOSTS,
          Database::authority,
          "a PEM file on the web hosts with the CA of MariaDB; without it nothing is encrypted");
  private static final Section<Database> DATABASE_SECTION =
      Section.of(
          "A MariaDB that is there already",
          values ->
              new Database(
                  values.of(HOST),
                  values.of(PORT),
                  values.of(USER),
                  values.of(PASSWORD),
                  values.of(AUTHORITY)),
          HOST,
          PORT,
          USER,
          PASSWORD,
          AUTHORITY);

  private static final Field<Redis, Mode> MODE =
      Field.of("mode", Choice.of(Mode.class), Redis::mode, "how its nodes belong together")
          .orElse(Mode.SINGLE);
  private static final Field<Redis, List<String>> NODES =
      Field.of(
          "nodes",
          new ListOf<>(Form.NODE),
          Redis::nodes,
          "address:port of each node; of each Sentinel with mode sentinel");
  private static final Field<Redis, String> PRIMARY_NAME =
      Field.of(
              "primary_name",
              Form.REDIS_PRIMARY,
              Redis::primaryName,
              "the name under which the Sentinels know the primary")
          .orElse("mymaster");
  private static final Field<Redis, Optional<Secret>> REDIS_PASSWORD =
      Field.optional(
          "password",
          new GivenSecret("the password of Redis"),
          Redis::password,
          "the password of Redis");
  private static final Field<Redis, Optional<String>> REDIS_AUTHORITY =
      Field.optional(
          "authority",
          Form.FILE_ON_HOSTS,
          Redis::authority,
          "a PEM file on the web hosts with the CA of Redis; without it nothing is encrypted");
  private static final Section<Redis> REDIS_SECTION =
      Section.of(
          "A Redis that is there already",
          values ->
              new Redis(
                  values.of(MODE),
                  values.of(NODES),
                  values.of(PRIMARY_NAME),
                  values.of(REDIS_PASSWORD),
                  values.of(REDIS_AUTHORITY)),
          MODE,
          NODES,
          PRIMARY_NAME,
          REDIS_PASSWORD,
          REDIS_AUTHORITY);

  private static final Field<Stores, Optional<Database>> DATABASE =
      Field.optional(
          "database",
          DATABASE_SECTION,
          Stores::database,
          "the MariaDB to use; without it a file on one head");
  private static final Field<Stores, Optional<Redis>> REDIS =
      Field.optional(
          "redis",
          REDIS_SECTION,
          Stores::redis,
          "the Redis to use; without it events stay inside each service of one head");
  private static final Field<Stores, Boolean> SLURM =
      Field.of(
              "slurm",
              new Flag(),
              Stores::slurm,
              "whether Slurm's commands and munge work on the web hosts; else no job runs")
          .orElse(false);

  private static final Field<Stores, Optional<String>> UPLOADS =
      Field.optional(
          "uploads",
          Form.FILE_ON_HOSTS,
          Stores::uploads,
          "the directory for uploads that all web hosts share; without it they stay on one head");

  static final Section<Stores> SECTION =
      Section.of(
          "What the back ends keep their data in",
          values ->
              new Stores(
                  values.of(DATABASE), values.of(REDIS), values.of(SLURM), values.of(UPLOADS)),
          DATABASE,
          REDIS,
          SLURM,
          UPLOADS);

  private StoresSection() {}
}
