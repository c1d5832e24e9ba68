package dev.skerry.loadtest.peers;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server that can be measured: how it is configured and started.
 *
 * @param name for the command line and the table
 * @param program what must be installed
 * @param files templates in {@code loadtest/peers/} by the names that they get in the server's own
 *     folder
 * @param values what stands in the templates' places besides ports and folders
 * @param folders that must be there before it starts, below its own
 * @param user who owns its folder, empty for whoever measures
 * @param command the command that stays in the foreground; it has the same places as the templates
 * @param version a command whose output tells the version
 * @param wires what it speaks
 * @param cores how many cores it has
 * @param duty which cases it is measured in
 */
record Peer(
    String name,
    String program,
    Map<String, String> files,
    Map<String, String> values,
    List<String> folders,
    String user,
    List<String> command,
    List<String> version,
    Set<Wire> wires,
    int cores,
    Duty duty) {
  /** What a server is asked to do here. */
  enum Duty {
    /** To answer from its cache, or from the origin. */
    CACHE,
    /** To call a handler for each request. */
    HANDLERS
  }

  /** Whether it compiles handlers in JavaScript while it runs. */
  boolean compiles() {
    return command.contains(Peers.COMPILING);
  }

  /** Whether this is Skerry in one of its forms, and not one of those it is compared with. */
  boolean ours() {
    return program.equals(Peers.SKERRY);
  }
}
