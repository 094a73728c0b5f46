package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes a Prometheus page that only this machine can read. Option {@code port}: one port, required;
 * if it is taken the reporter is left out and Flink's log says so.
 */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {

  @Override
  public MetricReporter createMetricReporter(Properties options) {
    return new LoopbackPrometheusReporter(Integer.parseInt(options.getProperty("port")));
  }

  private static final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

    private final HTTPServer server;

    LoopbackPrometheusReporter(int port) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try {
        server = new HTTPServer(address, registry, true);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on " + address, e);
      }
      log.info("Prometheus page on {}", address);
    }

    @Override
    public void close() {
      server.stop();
      super.close();
    }
  }
}
