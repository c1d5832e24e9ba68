package dev.skerry.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which edges are to have a version first, and for how long they are watched. */
final class CanaryOptions {
  @Option(
      names = "--canary",
      paramLabel = "EDGE",
      description = "An edge that has it first; the others when it fares well there.")
  List<String> canaries = new ArrayList<>();

  @Option(
      names = "--canary-percent",
      paramLabel = "N",
      description = "So many of the connected edges have it first.")
  @Nullable Integer percent;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "For how long these are watched. Default: 60")
  @Nullable Integer watchSeconds;

  @Spec(Target.MIXEE)
  @Nullable CommandSpec command;

  /** Writes the member {@code rollout} of a call that makes a version, if there is to be one. */
  void writeTo(ObjectNode wanted) {
    if (canaries.isEmpty() && percent == null) {
      if (watchSeconds != null) {
        throw new ParameterException(
            Skerry.required(command).commandLine(),
            "--watch is of canaries: give --canary or --canary-percent, too");
      }
      return;
    }
    ObjectNode rollout = wanted.putObject("rollout");
    ArrayNode names = rollout.putArray("canaries");
    canaries.forEach(names::add);
    if (percent != null) {
      rollout.put("percent", percent);
    }
    if (watchSeconds != null) {
      rollout.put("watch_seconds", watchSeconds);
    }
  }
}
