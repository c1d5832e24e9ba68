package dev.skerry.loadtest.objects;

import dev.skerry.loadtest.calls.Connections;
import dev.skerry.loadtest.calls.PeerServer;
import dev.skerry.loadtest.process.EdgeProcess;
import dev.skerry.loadtest.terminal.RoundsOptions;
import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls object APIs with the same requests and compares what that costs. */
@Command(
    name = "objects",
    header = "Measure the object API beside S3's emulators.",
    description = {
      "Starts all servers, fills two buckets in each, and calls them in turns on some connections,"
          + " each with one request after another: prints how many of each there were a second, CPU"
          + " milliseconds of the server for each, that as a ratio to Skerry's, and how long calls"
          + " took, as medians of the rounds. Skerry syncs what it writes to the disk and checks"
          + " signatures; S3Mock and S3Proxy do neither. nginx sends the same content from files,"
          + " so it is only read from. Client and servers share all processors.",
      "loadtest/object-peers/install.sh brings the emulators (needs Maven)."
    })
public final class ObjectsCommand implements Callable<Integer> {
  /** Whose objects are files below its folder, which it serves. */
  private static final String FILES = "nginx";

  private static final String REFERENCE = "skerry";

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--servers",
      split = ",",
      paramLabel = "SERVER",
      description = "Of skerry, s3mock, s3proxy, nginx. Default: ${DEFAULT-VALUE}",
      defaultValue = "skerry,s3mock,s3proxy,nginx")
  List<String> servers = List.of();

  @Option(
      names = "--operations",
      split = ",",
      paramLabel = "OPERATION",
      description =
          "Of put-4k, get-4k, put-1m, get-1m, put-64m, get-64m, list (a whole listing of 10,000"
              + " keys). Default: all",
      defaultValue = "put-4k,get-4k,put-1m,get-1m,put-64m,get-64m,list")
  List<String> operations = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "At most as many as there are objects of a size: 1,000 of 4 KB, 64 of 1 MB, 4 of 64 MB."
              + " Default: ${DEFAULT-VALUE}",
      defaultValue = "8")
  int connections;

  @Mixin RoundsOptions length = new RoundsOptions();

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description =
          "How long each is called before it is measured, again and again while that makes it"
              + " cheaper. Default: ${DEFAULT-VALUE}",
      defaultValue = "10")
  int warmUp;

  @Option(
      names = "--unsigned-content",
      description = "Sign requests without their content, so that no server has to hash it.")
  boolean unsignedContent;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Operation> chosen = operations.stream().map(Operation::named).toList();
    if (connections < 1 || warmUp < 1) {
      throw Stop.usage("--connections and --warm-up are at least 1");
    }
    length.check();
    Path work = Files.createTempDirectory("skerry-objects");
    PrintWriter progress = spec.commandLine().getErr();
    Turns turns =
        new Turns(
            new Turns.Length(connections, length.rounds(), length.seconds(), warmUp), progress);
    Map<Operation, Map<String, List<Shot>>> shots = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    List<PeerServer> started = new ArrayList<>();
    try {
      for (String name : servers) {
        say(progress, "starting " + name);
        started.add(start(name, work.resolve(name), chosen));
      }
      for (Operation operation : chosen) {
        List<PeerServer> able =
            started.stream()
                .filter(each -> operation.readsFiles() || !each.name().equals(FILES))
                .toList();
        shots.put(
            operation,
            turns.of(operation, able, (server, what) -> what.requests(requests(server))));
      }
      for (PeerServer server : started) {
        memory.put(server.name(), server.session().residentMegabytes());
      }
    } finally {
      started.reversed().forEach(PeerServer::close);
      EdgeProcess.delete(work);
    }
    PrintWriter out = spec.commandLine().getOut();
    shots.forEach((operation, seen) -> out.print(ObjectsTable.of(operation, seen, REFERENCE)));
    memory.forEach(
        (name, megabytes) -> out.printf(Locale.ROOT, "%s: %,.0f MB resident%n", name, megabytes));
    out.flush();
    return 0;
  }

  /** A server that has all that will be read. */
  private PeerServer start(String name, Path folder, List<Operation> chosen)
      throws IOException, InterruptedException {
    boolean files = name.equals(FILES);
    if (files) {
      writeFiles(folder.resolve("files").resolve(Operation.BUCKET));
    }
    PeerServer server = PeerServer.start("object-peers", name, folder);
    try {
      if (!files) {
        fill(server, chosen);
      }
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private ObjectRequests requests(PeerServer server) throws IOException {
    return new ObjectRequests(
        "127.0.0.1:" + server.address().getPort(), server.key(), !unsignedContent, Instant.now());
  }

  /** Makes the buckets and writes what will be read. */
  private void fill(PeerServer server, List<Operation> chosen)
      throws IOException, InterruptedException {
    ObjectRequests requests = requests(server);
    try (Connections calls = new Connections(server.address(), 1)) {
      var _ =
          calls.run(
              List.of(requests.create(Operation.BUCKET), requests.create(Operation.LISTED)), 0);
    }
    try (Connections calls = new Connections(server.address(), connections)) {
      for (Operation operation : Operation.values()) {
        if (operation.isWrite()
            && chosen.stream().anyMatch(each -> each.size() == operation.size())) {
          var _ = calls.run(operation.requests(requests), 0);
        }
      }
      if (chosen.contains(Operation.LIST)) {
        byte[] content = new byte[1];
        String hash = requests.hash(content);
        var _ =
            calls.run(
                IntStream.range(0, Operation.LISTED_KEYS)
                    .mapToObj(
                        i -> requests.put(Operation.LISTED, Operation.listed(i), content, hash))
                    .toList(),
                0);
      }
    }
  }

  private static void writeFiles(Path folder) throws IOException {
    for (ObjectSize size : ObjectSize.values()) {
      byte[] content = size.content();
      Files.createDirectories(folder.resolve(size.label()));
      for (int i = 0; i < size.count(); i++) {
        Files.write(folder.resolve(size.key(i)), content);
      }
    }
  }

  private static void say(PrintWriter progress, String line) {
    progress.println(line);
    progress.flush();
  }
}
