package io.dataflow.service.http;

import javax.servlet.http.HttpServletRequest;

/** What the front handler found out about a request, for those behind it. */
record RequestAttributes(String path, String traceId, Caller caller) {
  private static final String NAME = RequestAttributes.class.getName();

  static RequestAttributes of(HttpServletRequest request) {
    return (RequestAttributes) request.getAttribute(NAME);
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(NAME, this);
  }
}
