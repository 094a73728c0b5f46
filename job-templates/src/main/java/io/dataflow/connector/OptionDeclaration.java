package io.dataflow.connector;

import java.util.List;
import java.util.Optional;

/**
 * An option that a connector takes. What is not declared is refused.
 *
 * @param name as written in a definition, lower case with dashes
 * @param aliases other spellings that are accepted ({@code groupId} beside {@code group-id})
 * @param defaultValue what applies when it is left out
 * @param choices the values of a {@link OptionType#CHOICE}
 * @param secret whether it must be written as a reference
 */
public record OptionDeclaration(
    String name,
    List<String> aliases,
    OptionType type,
    boolean required,
    Optional<String> defaultValue,
    List<String> choices,
    boolean secret,
    String description) {
  public OptionDeclaration {
    aliases = List.copyOf(aliases);
    choices = List.copyOf(choices);
  }

  public static OptionDeclaration optional(
      String name, OptionType type, String defaultValue, String description) {
    return new OptionDeclaration(
        name,
        List.of(),
        type,
        false,
        Optional.ofNullable(defaultValue),
        List.of(),
        false,
        description);
  }

  public static OptionDeclaration required(String name, OptionType type, String description) {
    return new OptionDeclaration(
        name, List.of(), type, true, Optional.empty(), List.of(), false, description);
  }

  public static OptionDeclaration choice(
      String name, String defaultValue, List<String> choices, String description) {
    return new OptionDeclaration(
        name,
        List.of(),
        OptionType.CHOICE,
        false,
        Optional.ofNullable(defaultValue),
        choices,
        false,
        description);
  }

  public OptionDeclaration withAliases(String... names) {
    return new OptionDeclaration(
        name, List.of(names), type, required, defaultValue, choices, secret, description);
  }

  public OptionDeclaration asSecret() {
    return new OptionDeclaration(
        name, aliases, type, required, defaultValue, choices, true, description);
  }
}
