package dev.skerry.loadtest.peers;

import static dev.skerry.loadtest.peers.Peer.Duty.CACHE;
import static dev.skerry.loadtest.peers.Peer.Duty.HANDLERS;

import dev.skerry.loadtest.terminal.Stop;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of servers. */
final class Peers {
  static final String SKERRY = "skerry";

  /** The one to which the ratios are. */
  static final String REFERENCE = "nginx";

  /** A variable of the launcher. */
  static final String COMPILING = "SKERRY_COMPILE_HANDLERS=yes";

  private static final Set<Wire> ALL_WIRES = EnumSet.allOf(Wire.class);

  static final List<Peer> ALL =
      List.of(
          nginx("nginx", "on"),
          nginx("nginx-read", "off"),
          new Peer(
              "haproxy",
              "haproxy",
              Map.of("haproxy.cfg", "haproxy.cfg"),
              Map.of(),
              List.of(),
              "",
              List.of("haproxy", "-db", "-f", "@work@/haproxy.cfg"),
              List.of("haproxy", "-v"),
              ALL_WIRES,
              1,
              CACHE),
          new Peer(
              "trafficserver",
              "traffic_server",
              Map.of(
                  "config/records.config", "trafficserver/records.config",
                  "config/remap.config", "trafficserver/remap.config",
                  "config/ssl_multicert.config", "trafficserver/ssl_multicert.config",
                  "config/storage.config", "trafficserver/storage.config",
                  "config/ip_allow.yaml", "trafficserver/ip_allow.yaml",
                  "runroot.yaml", "trafficserver/runroot.yaml"),
              Map.of(),
              List.of("config", "data", "run", "log", "cache"),
              "trafficserver",
              List.of("traffic_server", "--run-root=@work@/runroot.yaml"),
              List.of("traffic_server", "--version"),
              EnumSet.of(Wire.HTTP1, Wire.TLS, Wire.H2),
              1,
              CACHE),
          new Peer(
              "varnish",
              "varnishd",
              Map.of("varnish.vcl", "varnish.vcl"),
              Map.of(),
              List.of("n"),
              "",
              List.of(
                  "varnishd",
                  "-F",
                  "-j",
                  "none",
                  "-n",
                  "@work@/n",
                  "-f",
                  "@work@/varnish.vcl",
                  "-a",
                  "127.0.0.1:@http@",
                  "-s",
                  "malloc,1g",
                  "-p",
                  "thread_pools=1",
                  "-p",
                  "thread_pool_min=200",
                  "-p",
                  "thread_pool_max=2000",
                  "-p",
                  "timeout_idle=300",
                  "-p",
                  "listen_depth=4096"),
              List.of("varnishd", "-V"),
              EnumSet.of(Wire.HTTP1),
              1,
              CACHE),
          skerry("skerry", 1, "none", "auto"),
          skerry("skerry-log", 1, "json", "auto"),
          skerry("skerry-2loops", 2, "none", "auto"),
          skerry("skerry-uring", 1, "none", "io-uring"),
          workerd(),
          skerry("skerry-handlers", "skerry-handlers.yaml", 1, "none", "auto", HANDLERS),
          compiling(
              skerry("skerry-compiled", "skerry-handlers.yaml", 1, "none", "auto", HANDLERS)));

  private Peers() {}

  private static Peer nginx(String name, String sendfile) {
    return new Peer(
        name,
        "nginx",
        Map.of("nginx.conf", "nginx.conf"),
        Map.of("sendfile", sendfile, "log", "off"),
        List.of(),
        "",
        List.of("nginx", "-p", "@work@", "-e", "@work@/error.log", "-c", "@work@/nginx.conf"),
        List.of("nginx", "-v"),
        ALL_WIRES,
        1,
        CACHE);
  }

  private static Peer skerry(String name, int loops, String format, String transport) {
    return skerry(name, "skerry.yaml", loops, format, transport, CACHE);
  }

  private static Peer skerry(
      String name, String template, int loops, String format, String transport, Peer.Duty duty) {
    return new Peer(
        name,
        SKERRY,
        Map.of("skerry.yaml", template),
        Map.of(
            "loops",
            Integer.toString(loops),
            "format",
            format,
            "transport",
            transport,
            // HTTP/2 in clear text is told by its preface.
            "h2c",
            "@http@"),
        List.of(),
        "",
        List.of(
            "@home@/skerry",
            "run",
            "--config",
            "@work@/skerry.yaml",
            "--listen",
            "127.0.0.1:@http@",
            "--listen-tls",
            "127.0.0.1:@https@",
            "--admin",
            "127.0.0.1:0",
            "--data",
            "@work@/data"),
        List.of("@home@/skerry", "--version"),
        ALL_WIRES,
        loops,
        duty);
  }

  /** The same with handlers in JavaScript compiled to machine code. */
  private static Peer compiling(Peer skerry) {
    return new Peer(
        skerry.name(),
        skerry.program(),
        skerry.files(),
        skerry.values(),
        skerry.folders(),
        skerry.user(),
        compiling(skerry.command()),
        compiling(skerry.version()),
        skerry.wires(),
        skerry.cores(),
        skerry.duty());
  }

  private static List<String> compiling(List<String> command) {
    return Stream.concat(Stream.of("env", COMPILING), command.stream()).toList();
  }

  private static Peer workerd() {
    String program = "loadtest/peers/workerd/node_modules/@cloudflare/" + workerdPackage();
    String command = "@home@/" + program + "/bin/workerd";
    return new Peer(
        "workerd",
        program + "/bin/workerd",
        Map.of("workerd.capnp", "workerd/workerd.capnp", "worker.js", "workerd/worker.js"),
        Map.of(),
        List.of(),
        "",
        List.of(command, "serve", "@work@/workerd.capnp"),
        List.of(command, "--version"),
        EnumSet.of(Wire.HTTP1),
        1,
        HANDLERS);
  }

  /** The npm package that has the program for this machine. */
  private static String workerdPackage() {
    String system = System.getProperty("os.name", "").startsWith("Mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "64";
    return "workerd-" + system + "-" + processor;
  }

  /** Those of the servers that one of the cases is for. */
  static List<Peer> taskedWith(List<Case> cases, List<Peer> servers) {
    return servers.stream()
        .filter(each -> cases.stream().anyMatch(measured -> measured.duty() == each.duty()))
        .toList();
  }

  /** The servers of these names, in the table's order. */
  static List<Peer> named(List<String> names) {
    List<String> unknown = new ArrayList<>(names);
    ALL.forEach(each -> unknown.remove(each.name()));
    if (!unknown.isEmpty()) {
      throw Stop.usage("no server '%s'; there are: %s".formatted(unknown.getFirst(), allNames()));
    }
    return ALL.stream().filter(each -> names.contains(each.name())).toList();
  }

  static String allNames() {
    return ALL.stream().map(Peer::name).collect(Collectors.joining(", "));
  }
}
