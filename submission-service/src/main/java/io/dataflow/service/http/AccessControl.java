package io.dataflow.service.http;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides which host names, pages and callers get through. */
final class AccessControl {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<AccessToken> tokens;
  private final Set<String> hosts = new HashSet<>(LOOPBACK);
  private final Set<String> origins;

  AccessControl(HttpSettings settings) {
    tokens = settings.tokens();
    origins = Set.copyOf(settings.allowedOrigins());
    hosts.add(settings.host().toLowerCase(Locale.ROOT));
    settings.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    advertisedHost(settings.advertisedUrl()).ifPresent(hosts::add);
  }

  private static Optional<String> advertisedHost(String url) {
    return url.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(URI.create(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
  }

  /** Against pages that let a name of their own resolve to this machine. */
  void checkHost(String header) {
    String name = header == null ? "" : header.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    if (!hosts.contains(name)) {
      throw Problem.of(
              ProblemCode.HOST_NOT_ALLOWED,
              "this service is not called '"
                  + printable(name)
                  + "'; add the name to dataflow.api.allowed-hosts")
          .exception();
    }
  }

  /**
   * Against pages that the user happens to have open: their browser says where a request comes
   * from.
   */
  void checkOrigin(String origin, String fetchSite, String hostHeader) {
    if (origin != null) {
      if (!allowedOrigin(origin) && !sameHost(origin, hostHeader)) {
        throw Problem.of(
                ProblemCode.ORIGIN_NOT_ALLOWED,
                "pages of '"
                    + printable(origin)
                    + "' may not change anything here; add the origin to"
                    + " dataflow.api.allowed-origins")
            .exception();
      }
    } else if ("cross-site".equals(fetchSite)) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED, "the request comes from another site's page")
          .exception();
    }
  }

  boolean allowedOrigin(String origin) {
    return origins.contains(origin);
  }

  private static boolean sameHost(String origin, String hostHeader) {
    return hostHeader != null
        && (origin.equalsIgnoreCase("http://" + hostHeader)
            || origin.equalsIgnoreCase("https://" + hostHeader));
  }

  Caller authenticate(String authorization) {
    if (tokens.isEmpty()) {
      return Caller.LOCAL;
    }
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw unauthenticated("send 'Authorization: Bearer <token>'");
    }
    String token = authorization.substring(7).strip();
    AccessToken found = null;
    for (AccessToken candidate : tokens) {
      if (candidate.matches(token)) {
        found = candidate;
      }
    }
    if (found == null) {
      throw unauthenticated("the token is not known");
    }
    return new Caller(found.name(), found.role());
  }

  private static ProblemException unauthenticated(String detail) {
    return Problem.of(ProblemCode.UNAUTHENTICATED, detail)
        .withHeader("WWW-Authenticate", "Bearer realm=\"dataflow\"")
        .exception();
  }

  static void checkRole(Caller caller, Role needed) {
    if (!caller.role().includes(needed)) {
      throw Problem.of(
              ProblemCode.FORBIDDEN,
              "this needs the role '"
                  + needed.text()
                  + "'; '"
                  + caller.name()
                  + "' is '"
                  + caller.role().text()
                  + "'")
          .exception();
    }
  }

  private static String printable(String text) {
    String cut = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
