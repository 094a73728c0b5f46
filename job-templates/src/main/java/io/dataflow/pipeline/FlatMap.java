package io.dataflow.pipeline;

import java.util.Optional;

/**
 * Makes a record of each element of a field: of an ARRAY, of the entries of a MAP, or of the parts
 * of a STRING.
 *
 * @param field the field's name, also a nested one with dots
 * @param as what an element is called; empty: the fields of a ROW and {@code key} and {@code value}
 *     of an entry become fields of the record, anything else keeps the field's name
 * @param delimiter what separates the parts of a STRING; empty: a comma
 * @param trim whether the parts of a STRING lose the white space around them, and empty ones are
 *     left out
 * @param keepParent whether the other fields stay
 * @param index the name of a field with the element's position from 0; empty: there is none
 * @param keepEmpty whether a record without elements stays as one without an element
 */
public record FlatMap(
    String field,
    Optional<String> as,
    Optional<String> delimiter,
    boolean trim,
    boolean keepParent,
    Optional<String> index,
    boolean keepEmpty)
    implements TransformConfig {
  @Override
  public String type() {
    return "flatmap";
  }
}
