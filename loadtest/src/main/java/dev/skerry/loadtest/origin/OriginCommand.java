package dev.skerry.loadtest.origin;

import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skerry load origin}: runs the test origin until it is stopped. */
@Command(
    name = "origin",
    header = "Run a test origin that makes content from the path.",
    description = {
      "Answers GET and HEAD for",
      "  /SIZE/KEY        SIZE bytes (10000, 10k, 1m) that follow from KEY, stored for a day",
      "  /pass/SIZE/KEY   the same, Cache-Control: no-store",
      "  /slow/SIZE/KEY   the same as the first, at --slow bytes per second",
      "  /-/status        how many requests there were, as nginx's stub_status tells it",
      "with an ETag, and 304 to a viewer who has it. 'skerry load --check' knows the content."
    },
    footer = {
      "Examples:",
      "  skerry load origin --listen 127.0.0.1:8000",
      "  skerry run --to http://127.0.0.1:8000",
      "  skerry load 'http://127.0.0.1:8080/{size}/{key}' --keys zipf:1.0:100000 --sizes trace"
    })
public final class OriginCommand implements Callable<Integer> {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to answer; port 0 takes any free one. Default: ${DEFAULT-VALUE}",
      defaultValue = "127.0.0.1:8000")
  String listen = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Event loops. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  int threads;

  @Option(
      names = "--slow",
      paramLabel = "SIZE",
      description = "Bytes per second of what is slow. Default: ${DEFAULT-VALUE}",
      defaultValue = "512k")
  String slow = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    long rate;
    try {
      rate = ByteCount.parse(slow);
    } catch (IllegalArgumentException e) {
      throw Stop.usage("--slow: expected a size as 512k, found '" + slow + "'");
    }
    try (SizedOrigin origin = new SizedOrigin(address(listen), threads, rate)) {
      spec.commandLine()
          .getOut()
          .printf(
              "skerry load origin ready: http://%s:%d%n",
              origin.address().getHostString(), origin.address().getPort());
      spec.commandLine().getOut().flush();
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop the origin"));
      stopped.await();
    }
    return ExitCodes.OK;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          colon < 0 ? "127.0.0.1" : text.substring(0, colon),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw Stop.usage("--listen: expected HOST:PORT, found '" + text + "'");
    }
  }
}
