package io.dataflow.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.dataflow.error.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Puts the settings together: the environment stands above the file, the file above the defaults.
 * Every key of the file must be known.
 */
final class SettingsReader {
  private final Map<String, String> environment;
  private final Config config;

  /**
   * @throws SettingsException naming every unknown key
   */
  SettingsReader(Map<String, String> environment, Config file) {
    this.environment = Map.copyOf(environment);
    refuseUnknown(file);
    Map<String, Object> defaults = new HashMap<>();
    Map<String, Object> variables = new HashMap<>();
    for (SettingDeclaration setting : SettingsCatalogue.ALL) {
      defaults.put(setting.key(), structured(setting, setting.defaultValue()));
      variable(setting).ifPresent(text -> variables.put(setting.key(), structured(setting, text)));
    }
    config =
        ConfigFactory.parseMap(variables, "environment")
            .withFallback(file)
            .withFallback(ConfigFactory.parseMap(defaults, "default"))
            .resolve();
  }

  private Optional<String> variable(SettingDeclaration setting) {
    String text = environment.get(setting.variable());
    String file = environment.get(setting.variable() + "_FILE");
    if (text == null && file != null && setting.type() == SettingDeclaration.ValueType.SECRET) {
      try {
        return Optional.of(Files.readString(Path.of(file)).strip());
      } catch (IOException e) {
        throw new SettingsException(
            setting.variable() + "_FILE names '" + file + "', which cannot be read");
      }
    }
    return Optional.ofNullable(text);
  }

  private static Object structured(SettingDeclaration setting, String text) {
    return switch (setting.type()) {
      case LIST -> text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*"));
      case TABLE -> {
        Map<String, String> table = new TreeMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
          int equals = pair.indexOf('=');
          if (equals < 1) {
            throw new SettingsException(
                setting.variable() + ": '" + pair + "' is not of the form NAME=value");
          }
          table.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        yield table;
      }
      default -> text;
    };
  }

  private static void refuseUnknown(Config file) {
    Map<String, SettingDeclaration> known = new TreeMap<>();
    SettingsCatalogue.ALL.forEach(setting -> known.put(setting.key(), setting));
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : file.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      String successor = SettingsCatalogue.SUCCESSORS.get(key);
      String where = entry.getValue().origin().description() + ": ";
      if (successor != null) {
        problems.add(where + "'" + key + "' has become " + successor);
      } else if (key.matches("(pekko|akka|kamon)\\..*")) {
        problems.add(where + "'" + key + "' is gone; " + SettingsCatalogue.GONE);
      } else if (key.startsWith("dataflow.")
          && !known.containsKey(key)
          && !key.startsWith("dataflow.parameters.")) {
        problems.add(
            where
                + "unknown setting '"
                + key
                + "'; "
                + NearestName.of(key, known.keySet())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("docs/configuration.md lists all"));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.stream().sorted().toList());
    }
  }

  String text(String key) {
    return read(key, Config::getString, "a text");
  }

  int number(String key, int least, int most) {
    int value = read(key, Config::getInt, "a number");
    if (value < least || value > most) {
      throw wrong(key, Integer.toString(value), "a number from " + least + " to " + most);
    }
    return value;
  }

  boolean flag(String key) {
    return read(key, Config::getBoolean, "true or false");
  }

  java.time.Duration duration(String key) {
    return read(key, Config::getDuration, "a duration such as 30s");
  }

  int size(String key) {
    long bytes = read(key, Config::getBytes, "a size such as 1MiB");
    if (bytes < 1 || bytes > Integer.MAX_VALUE - 8) {
      throw wrong(key, Long.toString(bytes), "a size from 1 byte to 2 GiB");
    }
    return (int) bytes;
  }

  List<String> list(String key) {
    return read(key, Config::getStringList, "a list of texts");
  }

  List<? extends ConfigValue> values(String key) {
    return read(key, Config::getList, "a list");
  }

  Map<String, String> table(String key) {
    Map<String, String> table = new TreeMap<>();
    read(key, Config::getObject, "names with values")
        .forEach((name, value) -> table.put(name, String.valueOf(value.unwrapped())));
    return table;
  }

  /** What stands below a key that is not ours. */
  Config block(String key) {
    return config.hasPath(key) ? config.getConfig(key) : ConfigFactory.empty();
  }

  private <T> T read(String key, BiFunction<Config, String, T> getter, String expected) {
    try {
      return getter.apply(config, key);
    } catch (ConfigException e) {
      throw wrong(key, shown(key), expected);
    }
  }

  private String shown(String key) {
    Object value = config.hasPath(key) ? config.getValue(key).unwrapped() : "nothing";
    return String.valueOf(ConfigValueFactory.fromAnyRef(value).unwrapped());
  }

  SettingsException wrong(String key, String value, String expected) {
    String variable =
        SettingsCatalogue.ALL.stream()
            .filter(setting -> setting.key().equals(key))
            .map(setting -> " (" + setting.variable() + ")")
            .findFirst()
            .orElse("");
    return new SettingsException(
        "setting '" + key + "'" + variable + " is '" + value + "'; write " + expected);
  }
}
