package io.dataflow.service.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Java stack traces as text, the only form in which Flink hands out its errors. */
final class StackTraces {

  static final int MESSAGE_LIMIT = 2_000;

  private static final Pattern CAUSE =
      Pattern.compile(
          "^(?:Caused by: )?((?:[a-zA-Z_$][\\w$]*\\.)+[A-Z][\\w$]*)(?:: (.*))?$", Pattern.DOTALL);

  /** Frames, what hangs below them, and the lines that Flink's REST puts around a trace. */
  private static final Pattern FRAME =
      Pattern.compile(
          "^\\s+(at |\\.\\.\\. |Suppressed: |Caused by: )"
              + "|<Exception on server side:$|^End of exception on server side");

  private StackTraces() {}

  /** One link of the chain. */
  record Cause(String exceptionClass, String message) {

    String text() {
      return message.isEmpty() ? simpleName() : message;
    }

    String simpleName() {
      return exceptionClass.substring(exceptionClass.lastIndexOf('.') + 1);
    }
  }

  /** The chain of causes, outermost first; a text that is no stack trace is one cause. */
  static List<Cause> causes(String trace) {
    List<Cause> causes = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : trace.lines().toList()) {
      boolean begins = line.startsWith("Caused by: ");
      if (begins) {
        add(causes, block);
      }
      if (!isFrame(line)) {
        block.append(block.isEmpty() ? "" : "\n").append(line);
      }
    }
    add(causes, block);
    return causes.isEmpty() ? List.of(new Cause("", shortened(trace, MESSAGE_LIMIT))) : causes;
  }

  /** The innermost cause that says something; a wrapper often repeats it with its class before. */
  static Cause rootCause(String trace) {
    List<Cause> causes = causes(trace);
    for (int i = causes.size() - 1; i >= 0; i--) {
      if (!causes.get(i).message().isBlank()) {
        return causes.get(i);
      }
    }
    return causes.get(causes.size() - 1);
  }

  /** An exception of this JVM in one line: the innermost message that there is. */
  static String describe(Throwable throwable) {
    String text = throwable.getClass().getSimpleName();
    for (Throwable t = throwable; t != null; t = t.getCause()) {
      if (t.getMessage() != null && !t.getMessage().isBlank()) {
        text = t.getClass().getSimpleName() + ": " + rootCause(t.getMessage()).text();
      }
    }
    return shortened(text, MESSAGE_LIMIT);
  }

  static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  private static void add(List<Cause> causes, StringBuilder block) {
    Matcher matcher = CAUSE.matcher(block);
    if (matcher.matches()) {
      String message = matcher.group(2) == null ? "" : matcher.group(2).strip();
      causes.add(new Cause(matcher.group(1), shortened(message, MESSAGE_LIMIT)));
    }
    block.setLength(0);
  }

  private static boolean isFrame(String line) {
    return FRAME.matcher(line).find();
  }
}
