package io.dataflow.service;

import java.util.Locale;

/**
 * A setting of the service.
 *
 * @param key in HOCON
 * @param variable its environment name
 * @param type how its value is written
 * @param defaultValue as it would stand in HOCON; {@code ""} where it is empty
 */
record SettingDeclaration(
    String key, String variable, ValueType type, String defaultValue, String description) {

  /** How a value is written; {@link #LIST} is comma-separated in the environment. */
  enum ValueType {
    TEXT("text"),
    NUMBER("number"),
    FLAG("true or false"),
    DURATION("duration such as 30s"),
    SIZE("size such as 1MiB"),
    LIST("list"),
    TABLE("names with values"),
    SECRET("text; <name>_FILE names a file that holds it");

    private final String text;

    ValueType(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** A setting whose environment name is its key. */
  static SettingDeclaration byKey(
      String key, ValueType type, String defaultValue, String description) {
    return new SettingDeclaration(
        key,
        key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
        type,
        defaultValue,
        description);
  }

  static SettingDeclaration named(
      String key, String variable, ValueType type, String defaultValue, String description) {
    return new SettingDeclaration(key, variable, type, defaultValue, description);
  }
}
