package io.dataflow.service;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts the service and stops it in order on SIGTERM. */
public final class Main {
  private static final int WRONG_SETTINGS = 2;

  private Main() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length > 0) {
        throw new SettingsException(
            "the service takes no arguments; docs/configuration.md lists its settings");
      }
      ServiceSettings settings = ServiceSettings.load(System.getenv());
      configureLogging(settings.logging());
      String version =
          Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("dev");
      DataFlowService service = DataFlowService.start(settings, version);
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
      new CountDownLatch(1).await();
    } catch (SettingsException | IllegalStateException | IOException e) {
      System.err.println("DataFlow does not start: " + e.getMessage());
      System.exit(e instanceof SettingsException ? WRONG_SETTINGS : 1);
    }
  }

  /** Before the first logger is made. */
  private static void configureLogging(ServiceSettings.Logging logging) {
    System.setProperty("dataflow.log.level", logging.level());
    System.setProperty("dataflow.log.format", logging.format());
    logging.file().ifPresent(file -> System.setProperty("dataflow.log.file", file.toString()));
  }
}
