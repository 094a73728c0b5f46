package io.dataflow.service.http;

/**
 * A request that is refused.
 *
 * @param name what is wrong with it
 * @param headers {@code name: value} each
 * @param body null: none
 * @param pointer of the first error, null: the problem has none
 */
record BadInput(
    String name,
    String method,
    String path,
    String[] headers,
    String body,
    int status,
    String code,
    String pointer) {
  @Override
  public String toString() {
    return name;
  }
}
