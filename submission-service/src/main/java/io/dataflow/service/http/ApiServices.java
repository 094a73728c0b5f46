package io.dataflow.service.http;

import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.preview.TrialJvm;
import io.dataflow.service.projection.PipelineList;
import io.dataflow.service.projection.Totals;
import io.dataflow.service.telemetry.Dependencies;
import io.dataflow.service.telemetry.Telemetry;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the API calls.
 *
 * @param installationId may throw as the journal does, while it was never reached
 * @param pokes takes the ids of pipelines that another instance says have changed
 * @param version of this build
 */
public record ApiServices(
    Journal journal,
    PipelineRepository repository,
    CommandHandler commands,
    DefinitionResolver resolver,
    TrialJvm trials,
    PipelineList list,
    Totals totals,
    FlinkCluster cluster,
    ConnectorRegistry connectors,
    FunctionRegistry functions,
    Dependencies dependencies,
    Telemetry telemetry,
    Supplier<UUID> installationId,
    Consumer<String> pokes,
    Clock clock,
    String version) {}
