package io.dataflow.service.http;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.ServletException;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import spark.embeddedserver.jetty.HttpRequestWrapper;

/** Lets Spark match a route. Sessions, and with them cookies, do not exist here. */
final class SparkHandler extends AbstractHandler {
  private final Filter spark;

  SparkHandler(Filter spark) {
    this.spark = spark;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    spark.doFilter(new RoutedRequest(request), response, null);
    // A route writes its answer itself, perhaps later, and gives Spark no body.
    if (response.isCommitted() || request.isAsyncStarted()) {
      base.setHandled(true);
    }
  }

  /** The request with its path in the one form that is routed. */
  private static final class RoutedRequest extends HttpRequestWrapper {
    RoutedRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return RequestAttributes.of((HttpServletRequest) getRequest()).path();
    }

    /** A GET that claims to be a DELETE would get past every check of the method. */
    @Override
    public String getHeader(String name) {
      return name.equalsIgnoreCase("X-HTTP-Method-Override") ? null : super.getHeader(name);
    }

    /** Spark's wrapper would read the whole body into memory, however long. */
    @Override
    public ServletInputStream getInputStream() throws IOException {
      return getRequest().getInputStream();
    }
  }
}
