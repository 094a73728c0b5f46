/**
 * What generated expressions call on task managers: static methods and the constants they are
 * given. Imports the JDK, RE2/J, {@code error}, {@code schema} and {@code record} only; JSON is
 * read in {@code function.json}.
 *
 * <p>Values are carried as {@code FieldType.javaClass()} says, unboxed where Java can: DATE is days
 * since 1970-01-01, TIME milliseconds of the day, TIMESTAMP and TIMESTAMP_LTZ milliseconds since
 * 1970-01-01. The time zone is UTC and the locale {@code Locale.ROOT} throughout. Arguments are
 * never null: generated code tests for NULL before it calls.
 */
package io.dataflow.function;
