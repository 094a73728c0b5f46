package io.dataflow.service.http;

import io.dataflow.service.domain.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Long operations by id: {@code <pipelineId>~<sequence number>}. */
final class OperationRoutes {
  private static final Pattern ID = Pattern.compile("([a-z0-9][a-z0-9-]{0,62})~(\\d{1,18})");

  private final StreamReader streams;

  OperationRoutes(StreamReader streams) {
    this.streams = streams;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/api/v1/operations/{oid}",
                "State, result or failure of an operation",
                "Operation",
                this::one)
            .refuses(404));
  }

  private Answer one(ApiRequest request) {
    String id = request.pathParameter("oid");
    Matcher matcher = ID.matcher(id);
    return (matcher.matches()
            ? streams.operation(matcher.group(1), Long.parseLong(matcher.group(2)))
            : Optional.<Operation>empty())
        .<Answer>map(operation -> Answer.ok(OperationJson.render(operation)))
        .orElseThrow(
            () ->
                Problem.of(ProblemCode.OPERATION_NOT_FOUND, "there is no operation '" + id + "'")
                    .exception());
  }
}
