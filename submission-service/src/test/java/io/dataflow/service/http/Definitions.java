package io.dataflow.service.http;

import java.nio.file.Path;

/** Definitions that tests send. */
final class Definitions {
  private Definitions() {}

  /** The seed document's own example, over a file of the test's. */
  static String fileToConsole(Path input) {
    return """
        {
            "name": "Test Pipeline",
            "description": "File to console pipeline",
            "source": {
              "sourceType": "file",
              "connectionString": "%s",
              "batchSize": 100
            },
            "transforms": [
              {
                "transformType": "filter",
                "config": {"field": "status", "value": "active"}
              }
            ],
            "sink": {
              "sinkType": "console",
              "connectionString": "",
              "batchSize": 10
            }
        }"""
        .formatted(input);
  }
}
