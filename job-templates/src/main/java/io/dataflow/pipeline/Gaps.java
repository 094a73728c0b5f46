package io.dataflow.pipeline;

import java.util.Set;

/**
 * The places of a document whose value could not be read: a diagnostic says why, and what stands in
 * the definition there (nothing, a default, an empty object) is nobody's wish. Planning goes on
 * around them and draws no conclusion from them.
 *
 * @param pointers RFC 6901, of the values that are lost; a member that is missing has one too
 */
public record Gaps(Set<String> pointers) {
  public static final Gaps NONE = new Gaps(Set.of());

  public Gaps {
    pointers = Set.copyOf(pointers);
  }

  public boolean isEmpty() {
    return pointers.isEmpty();
  }

  /** Whether the value is lost as a whole, by itself or with what it stands in. */
  public boolean covers(String pointer) {
    return pointers.stream().anyMatch(gap -> within(pointer, gap));
  }

  /** Whether the value or anything in it is lost. */
  public boolean touches(String pointer) {
    return pointers.stream().anyMatch(gap -> within(pointer, gap) || within(gap, pointer));
  }

  private static boolean within(String pointer, String outer) {
    return pointer.startsWith(outer)
        && (pointer.length() == outer.length() || pointer.charAt(outer.length()) == '/');
  }
}
