package io.dataflow.service.http;

import java.util.ArrayList;
import java.util.List;

/** Definitions that are refused, as data. */
final class BadDefinitionCases {
  private static final String JSON = "Content-Type: application/json";
  private static final String PIPELINES = "/api/v1/pipelines";
  private static final String KNOWN = PIPELINES + "/known";
  private final List<BadInput> cases = new ArrayList<>();

  private BadDefinitionCases() {}

  static List<BadInput> all() {
    BadDefinitionCases all = new BadDefinitionCases();
    all.definitions();
    return List.copyOf(all.cases);
  }

  /** A definition in which one thing is wrong. */
  private void definition(String name, String body, String pointer) {
    cases.add(
        new BadInput(
            name,
            "POST",
            PIPELINES,
            new String[] {JSON},
            body,
            422,
            "INVALID_DEFINITION",
            pointer));
  }

  private void definitions() {
    definition("an empty object", "{}", "");
    definition("an unknown member", "{\"nmae\": 1}", "/nmae");
    definition("an id with dots", "{\"id\": \"../x\"}", "/id");
    definition("a name with a line break", "{\"name\": \"a\\nb\"}", "/name");
    definition("a name of 101 characters", "{\"name\": \"" + "a".repeat(101) + "\"}", "/name");
    definition("no source", "{\"name\": \"a\", \"sink\": {\"sinkType\": \"console\"}}", "");
    definition(
        "a transform that does not exist",
        "{\"name\": \"a\", \"transforms\": [{\"transformType\": \"fliter\", \"config\": {}}]}",
        "/transforms/0/transformType");
    definition(
        "a transform that does not exist, and a field that does not",
        "{\"name\": \"a\", \"source\": {\"sourceType\": \"test\", \"schema\": {\"id\": \"BIGINT\"}},"
            + " \"transforms\": [{\"transformType\": \"filter\", \"config\": {\"expression\":"
            + " \"ids > 1\"}}, {\"transformType\": \"fliter\", \"config\": {}}], \"sink\":"
            + " {\"sinkType\": \"consol\"}}",
        "/transforms/0/config/expression");
    definition(
        "transforms that are no list", "{\"name\": \"a\", \"transforms\": {}}", "/transforms");
    definition(
        "parallelism 0",
        "{\"name\": \"a\", \"settings\": {\"parallelism\": 0}}",
        "/settings/parallelism");
    definition(
        "parallelism 100000",
        "{\"name\": \"a\", \"settings\": {\"parallelism\": 100000}}",
        "/settings/parallelism");
    definition(
        "a huge number",
        "{\"name\": \"a\", \"settings\": {\"parallelism\": 1e400}}",
        "/settings/parallelism");
    definition(
        "a file that is not there",
        "@GOOD@"
            .replace(
                "@GOOD@",
                "{\"name\": \"a\", \"source\": {\"sourceType\": \"file\", \"connectionString\":"
                    + " \"/nowhere/x.csv\"}, \"sink\": {\"sinkType\": \"console\"}}"),
        "/source");
    cases.add(
        new BadInput(
            "a PUT whose id is another",
            "PUT",
            PIPELINES + "/other",
            new String[] {JSON},
            "{\"id\": \"known\", \"name\": \"a\", \"source\": {\"sourceType\": \"test\"}, \"sink\":"
                + " {\"sinkType\": \"console\"}}",
            422,
            "INVALID_DEFINITION",
            "/id"));
    cases.add(
        new BadInput(
            "a PUT without If-Match",
            "PUT",
            KNOWN,
            new String[] {JSON},
            "{\"name\": \"other\", \"source\": {\"sourceType\": \"test\"}, \"sink\":"
                + " {\"sinkType\": \"console\"}}",
            428,
            "PRECONDITION_REQUIRED",
            null));
    cases.add(
        new BadInput(
            "a PUT with a stale tag",
            "PUT",
            KNOWN,
            new String[] {JSON, "If-Match: \"1.9\""},
            "{\"name\": \"other\", \"source\": {\"sourceType\": \"test\"}, \"sink\":"
                + " {\"sinkType\": \"console\"}}",
            412,
            "PRECONDITION_FAILED",
            null));
    cases.add(
        new BadInput(
            "a PATCH that breaks the definition",
            "PATCH",
            KNOWN,
            new String[] {"Content-Type: application/merge-patch+json", "If-Match: *"},
            "{\"sink\": null}",
            422,
            "INVALID_DEFINITION",
            ""));
    cases.add(
        new BadInput(
            "a PATCH that is no object",
            "PATCH",
            KNOWN,
            new String[] {"Content-Type: application/merge-patch+json", "If-Match: *"},
            "[]",
            400,
            "MALFORMED_DOCUMENT",
            ""));
    cases.add(
        new BadInput(
            "a PATCH without If-Match",
            "PATCH",
            KNOWN,
            new String[] {"Content-Type: application/merge-patch+json"},
            "{\"description\": \"x\"}",
            428,
            "PRECONDITION_REQUIRED",
            null));
  }
}
