package io.dataflow.service.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All endpoints, and which methods a path takes. */
final class EndpointTable {
  private final List<Endpoint> endpoints;
  private final Map<String, Pattern> patterns = new LinkedHashMap<>();

  EndpointTable(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
    for (Endpoint endpoint : endpoints) {
      patterns.computeIfAbsent(endpoint.path(), EndpointTable::pattern);
    }
  }

  private static Pattern pattern(String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : path.split("(?=[{/])")) {
      regex.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }

  List<Endpoint> all() {
    return endpoints;
  }

  /** The methods of a path as an {@code Allow} header; empty where nothing is served. */
  String allow(String path) {
    TreeSet<String> methods =
        endpoints.stream()
            .filter(endpoint -> patterns.get(endpoint.path()).matcher(path).matches())
            .map(Endpoint::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.isEmpty()) {
      return "";
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }
}
