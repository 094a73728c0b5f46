package io.dataflow.service.http;

import java.util.regex.Pattern;

/**
 * The one form of a path that is routed. Ids are lower-case letters, digits and dashes, so nothing
 * has to be percent-encoded; the two signs of ours that clients like to encode are decoded, all
 * other encodings are refused before anybody interprets them.
 */
final class RequestPath {
  private static final Pattern ALLOWED = Pattern.compile("/[A-Za-z0-9/_.~:-]*");

  private RequestPath() {}

  static String normalise(String rawPath) {
    String path =
        rawPath.replaceAll("(?i)%3a", ":").replaceAll("(?i)%7e", "~").replaceFirst("(?<=.)/$", "");
    if (!ALLOWED.matcher(path).matches()) {
      throw Problem.of(
              ProblemCode.INVALID_PATH,
              "a path holds letters, digits and / _ . ~ : - only; nothing in it needs to be encoded")
          .exception();
    }
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && path.length() > 1)) {
        throw Problem.of(ProblemCode.INVALID_PATH, "a path has no empty, '.' or '..' segments")
            .exception();
      }
    }
    return path;
  }
}
