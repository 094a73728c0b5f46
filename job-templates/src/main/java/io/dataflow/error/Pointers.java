package io.dataflow.plan;

/** RFC 6901 pointers. */
final class Pointers {
  private Pointers() {}

  static String child(String pointer, String member) {
    return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
