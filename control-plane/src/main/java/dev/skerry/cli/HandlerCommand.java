package dev.skerry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skerry handler}: the tools of those who write edge handlers. */
@Command(
    name = "handler",
    header = "Write, try, test and deploy edge handlers: code of your own that edges run.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "Examples:",
      "  skerry handler new pages --lang js",
      "  skerry handler test pages",
      "  skerry handler invoke pages/pages.js --url 'https://example.com/docs/'",
      "  skerry handler dev pages",
      "  skerry handler deploy pages pages/pages.js --message 'the new catalogue'",
      "  skerry handler rollback pages",
      "  skerry handler tail pages",
      "  skerry handler schedules",
      "",
      "docs/handlers.md says what a handler may do, docs/handler-events.md how events are written."
    },
    subcommands = {
      HandlerNewCommand.class,
      HandlerTestCommand.class,
      HandlerInvokeCommand.class,
      HandlerDevCommand.class,
      HandlerDeployCommand.class,
      HandlerListCommand.class,
      HandlerVersionsCommand.class,
      HandlerRollbackCommand.class,
      HandlerTailCommand.class,
      HandlerSchedulesCommand.class
    })
final class HandlerCommand implements Runnable {
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Skerry.withoutCommand(spec);
  }
}
