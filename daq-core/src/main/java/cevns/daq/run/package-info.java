/**
 * Run directories and the catalogue over them. Read {@link cevns.daq.run.RunDirectory} first. The
 * only user of SQLite, JDBI and Flyway.
 */
package cevns.daq.run;
