package dev.skerry.loadtest.hostile;

import dev.skerry.loadtest.harness.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The platform threads of another Java process that must never end while it serves. */
final class LiveThreads {
  private static final Pattern NAME =
      Pattern.compile("^\"([^\"]+)\" .*os_prio=.*", Pattern.MULTILINE);

  /** Threads that the virtual machine starts and ends as it likes. */
  private static final Pattern COMES_AND_GOES =
      Pattern.compile(
          "(C[12] CompilerThread|ForkJoinPool|VirtualThread|Attach|process reaper|G1 |GC Thread"
              + "|Common-Cleaner|Thread-\\d).*");

  private LiveThreads() {}

  /** The names of the threads that are expected to stay. */
  static Set<String> of(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String dump =
        Command.of(jcmd.toString(), Long.toString(pid), "Thread.print").run(Duration.ofSeconds(20));
    Set<String> names = new TreeSet<>();
    NAME.matcher(dump).results().map(result -> result.group(1)).forEach(names::add);
    names.removeIf(name -> COMES_AND_GOES.matcher(name).matches());
    return names;
  }
}
