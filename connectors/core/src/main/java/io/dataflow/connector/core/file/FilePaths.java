package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Which paths may be touched. As written a path is checked without looking at the disk; when it is
 * opened its real path, every symbolic link resolved, is checked again.
 */
final class FilePaths {
  /** What the kernel shows as files: other processes' memory and secrets, devices. */
  private static final List<Path> NEVER =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  private FilePaths() {}

  /**
   * The absolute, normalised path that a connection string names: a path or a {@code file:} URI. A
   * glob's wildcards stay in it.
   *
   * @throws IllegalArgumentException with words for the definition's author
   */
  static Path parse(String connectionString) {
    String text = connectionString.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path is needed");
    }
    if (text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      text = ofUri(text);
    }
    try {
      Path path = Path.of(text);
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "the path '"
                + text
                + "' is relative: service and task managers do not share a working directory; write"
                + " an absolute path");
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is no path", e);
    }
  }

  private static String ofUri(String text) {
    int colon = text.indexOf(':');
    String scheme = text.substring(0, colon);
    if (!scheme.equalsIgnoreCase("file")) {
      throw new IllegalArgumentException(
          "files of '" + scheme + ":' are not read or written; write a path or file:///path");
    }
    try {
      URI uri = new URI(text);
      if (uri.getPath() != null && (uri.getAuthority() == null || uri.getAuthority().isEmpty())) {
        return uri.getPath();
      }
    } catch (URISyntaxException e) {
      // A glob's wildcards are no URI; its path is what stands behind the slashes.
      if (text.startsWith("file:///")) {
        return text.substring("file://".length());
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no file:///path");
  }

  /** What speaks against a path as it is written. */
  static Optional<String> refusal(Path path, ConnectorPolicy policy) {
    for (Path never : NEVER) {
      if (path.startsWith(never)) {
        return Optional.of("'" + path + "' is no data: nothing below " + never + " is touched");
      }
    }
    if (policy.fileRoots().isEmpty()
        || policy.fileRoots().stream()
            .anyMatch(root -> path.startsWith(Path.of(root).normalize()))) {
      return Optional.empty();
    }
    return Optional.of(
        "'"
            + path
            + "' is outside the folders allowed here: "
            + String.join(", ", policy.fileRoots()));
  }

  /** Opens a regular file for reading, once its real path is found to be allowed. */
  static FileChannel open(Path path, ConnectorPolicy policy) throws IOException {
    Path real = checkedRealPath(path, policy);
    if (!Files.isRegularFile(real)) {
      throw new IOException("'" + path + "' is no regular file");
    }
    FileChannel channel =
        FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      // A folder on the way may have become a link between the check and the opening.
      if (!real.toRealPath().equals(real)) {
        throw new IOException("'" + path + "' was moved while it was opened");
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The real path of a file or folder that exists. */
  static Path checkedRealPath(Path path, ConnectorPolicy policy) throws IOException {
    if (!Files.exists(path)) {
      throw new FileNotFoundException("there is no '" + path + "' on this machine");
    }
    Path real = path.toRealPath();
    Optional<String> refusal = refusal(real, realRoots(policy));
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    return real;
  }

  private static ConnectorPolicy realRoots(ConnectorPolicy policy) throws IOException {
    String[] roots = new String[policy.fileRoots().size()];
    for (int i = 0; i < roots.length; i++) {
      Path root = Path.of(policy.fileRoots().get(i));
      roots[i] = (Files.exists(root) ? root.toRealPath() : root.normalize()).toString();
    }
    return new ConnectorPolicy(List.of(roots));
  }
}
