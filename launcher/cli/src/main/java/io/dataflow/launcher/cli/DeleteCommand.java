package io.dataflow.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Delete a pipeline that does not run. Its history stays readable.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow delete orders --force"})
final class DeleteCommand extends ApiCommand {

  @Parameters(paramLabel = "ID", description = "The pipeline's id.")
  private String id;

  @Option(names = "--force", description = "Stop it first if it runs.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    ApiClient.Answer answer = api().delete(ApiClient.pipeline(id) + (force ? "?force=true" : ""));
    answer.orFail();
    print(answer.body(), id + (answer.status() == 204 ? ": deleted" : ": is being deleted"));
    return ExitCode.OK;
  }
}
