package io.dataflow.service.http;

import io.dataflow.error.NearestName;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.domain.VersionTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/** A request whose path, query and media type were checked against its {@link Endpoint}. */
final class ApiRequest {
  private static final Pattern WAIT = Pattern.compile("(?i)\\bwait\\s*=\\s*\"?(\\d{1,5})\"?");
  private static final Pattern PIPELINE_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private static final VersionTag NEVER = new VersionTag(0, 0);

  private final HttpServletRequest raw;
  private final Endpoint endpoint;
  private final Map<String, String> pathParameters;
  private final Map<String, String> query;
  private final MediaType mediaType;
  private final Caller caller;
  private final String path;
  private final String traceId;
  private final int maxBodySize;
  private byte[] body;

  ApiRequest(
      HttpServletRequest raw,
      Endpoint endpoint,
      Map<String, String> pathParameters,
      Caller caller,
      String path,
      String traceId,
      int maxBodySize) {
    this.raw = raw;
    this.endpoint = endpoint;
    this.pathParameters = pathParameters;
    this.caller = caller;
    this.path = path;
    this.traceId = traceId;
    this.maxBodySize = maxBodySize;
    query = parseQuery(raw.getQueryString());
    mediaType = checkMediaType();
  }

  private Map<String, String> parseQuery(String text) {
    Map<String, String> parsed = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return parsed;
    }
    List<String> known =
        endpoint.query().stream().map(Endpoint.QueryParameter::name).sorted().toList();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!known.contains(name)) {
        throw Problem.of(
                ProblemCode.UNKNOWN_PARAMETER,
                "unknown query parameter '"
                    + name
                    + "'; "
                    + (known.isEmpty() ? "this call takes none" : NearestName.hint(name, known)))
            .exception();
      }
      if (parsed.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
        throw invalidParameter(name, "is given twice");
      }
    }
    return parsed;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemCode.MALFORMED_REQUEST, "the query holds a broken percent encoding")
          .exception();
    }
  }

  private MediaType checkMediaType() {
    MediaType type = MediaType.of(raw.getContentType());
    boolean fits =
        switch (endpoint.body()) {
          case NONE, COMMAND -> type == MediaType.NONE || type == MediaType.JSON;
          case DEFINITION -> type == MediaType.JSON || type == MediaType.YAML;
          case PATCH -> type == MediaType.JSON || type == MediaType.MERGE_PATCH;
        };
    if (!fits) {
      throw MediaType.unsupported(
          type == MediaType.NONE
              ? "say what the body is: 'Content-Type: application/json'"
              : switch (endpoint.body()) {
                case NONE, COMMAND -> "this call takes application/json";
                case DEFINITION -> "this call takes application/json or application/yaml";
                case PATCH -> "this call takes application/merge-patch+json";
              });
    }
    return type;
  }

  static ProblemException invalidParameter(String name, String message) {
    return Problem.of(ProblemCode.INVALID_PARAMETER, "query parameter '" + name + "' " + message)
        .exception();
  }

  Caller caller() {
    return caller;
  }

  String path() {
    return path;
  }

  String traceId() {
    return traceId;
  }

  String method() {
    return raw.getMethod();
  }

  MediaType mediaType() {
    return mediaType;
  }

  String pathParameter(String name) {
    return pathParameters.get(name);
  }

  /** The pipeline that the path names; whether it exists is another question. */
  String pipelineId() {
    return checkPipelineId(pathParameters.get("id"));
  }

  static String checkPipelineId(String id) {
    if (!PIPELINE_ID.matcher(id).matches()) {
      throw Problem.of(
              ProblemCode.INVALID_ID,
              "'"
                  + id
                  + "' is no pipeline id: lower-case letters, digits and dashes, at most 63, not"
                  + " beginning with a dash")
          .exception();
    }
    return id;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  boolean queryFlag(String name) {
    return queryFlag(name, false);
  }

  boolean queryFlag(String name, boolean otherwise) {
    return switch (query.getOrDefault(name, Boolean.toString(otherwise))) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw invalidParameter(name, "is true or false");
    };
  }

  long queryNumber(String name, long otherwise, long least, long most) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of bounds
    }
    throw invalidParameter(name, "is a number from " + least + " to " + most);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(raw.getHeader(name));
  }

  /** Whether the client asks for an event stream. */
  boolean wantsEventStream() {
    return header("Accept").filter(accept -> accept.contains("text/event-stream")).isPresent();
  }

  /** The {@code wait} preference of RFC 7240. */
  Optional<Duration> preferredWait() {
    Matcher matcher = WAIT.matcher(header("Prefer").orElse(""));
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  Optional<String> idempotencyKey() {
    Optional<String> key = header("Idempotency-Key");
    key.ifPresent(
        text -> {
          if (!KEY.matcher(text).matches()) {
            throw Problem.of(
                    ProblemCode.INVALID_HEADER,
                    "Idempotency-Key is 1 to 200 printable characters without blanks")
                .exception();
          }
        });
    return key;
  }

  /** What {@code If-Match} and {@code If-None-Match} say. */
  Precondition precondition() {
    Optional<String> match = header("If-Match").map(String::strip);
    if (match.isPresent()) {
      // A tag that was never ours matches nothing, which is what its sender has to hear.
      return match.get().equals("*")
          ? new Precondition.Any()
          : new Precondition.Match(
              VersionTag.parse(match.get().replaceFirst("^W/", "").replace("\"", ""))
                  .orElse(NEVER));
    }
    return header("If-None-Match").map(String::strip).filter("*"::equals).isPresent()
        ? new Precondition.Absent()
        : new Precondition.None();
  }

  CommandBody command() {
    return new CommandBody(body());
  }

  /** The body, read once; longer ones end the request. */
  byte[] body() {
    if (body == null) {
      body = readBody();
    }
    return body.clone();
  }

  private byte[] readBody() {
    if (raw.getContentLengthLong() > maxBodySize) {
      throw tooLarge();
    }
    try {
      byte[] bytes = raw.getInputStream().readNBytes(maxBodySize + 1);
      if (bytes.length > maxBodySize) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the body did not arrive", e);
    }
  }

  private ProblemException tooLarge() {
    return Problem.of(
            ProblemCode.BODY_TOO_LARGE, "a body has at most " + maxBodySize + " bytes here")
        .withHeader("Connection", "close")
        .exception();
  }
}
