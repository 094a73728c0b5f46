package io.dataflow.error;

/** RFC 6901 pointers, as diagnostics have them. */
public final class Pointers {
  private Pointers() {}

  /** The pointer to a member of what another points to. */
  public static String child(String pointer, String member) {
    return pointer + "/" + escaped(member);
  }

  /** A name as it stands in a pointer. */
  public static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
