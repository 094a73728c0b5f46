package io.dataflow.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * How the API is served.
 *
 * @param port 0: any free one
 * @param requestTimeout the longest {@code Prefer: wait}
 * @param idleTimeout after which a silent connection is closed
 * @param threads requests worked on at the same time; more are answered 503
 * @param maxWaiters requests that may wait for an outcome at the same time
 * @param maxStreams open event streams and WebSockets
 * @param maxBodySize in bytes
 * @param maxDefinitionSize in bytes
 * @param requestsPerSecond per caller's address, 0: no limit
 * @param allowedHosts names that the Host header may carry beside loopback and {@code host}
 * @param allowedOrigins pages that may drive the API ({@code https://ops.example.org}); also
 *     switches CORS on for them
 * @param tokens none: everyone who reaches the port may do everything
 * @param updateInterval between two {@code pipeline_update} messages of a WebSocket
 * @param advertisedUrl where other instances reach this one
 */
public record HttpSettings(
    String host,
    int port,
    Duration requestTimeout,
    Duration idleTimeout,
    int threads,
    int maxWaiters,
    int maxStreams,
    int maxBodySize,
    int maxDefinitionSize,
    int requestsPerSecond,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    List<AccessToken> tokens,
    Duration updateInterval,
    String advertisedUrl) {
  public HttpSettings {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    tokens = List.copyOf(tokens);
  }

  /** Whether only this machine reaches the port. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
