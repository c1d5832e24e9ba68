package dev.skerry.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of the edge may use which, and what of Netty. */
class ArrowsTest {
  private static final String EDGE = "dev.skerry.edge";

  /** Parts of Netty's channel package that are data or a place to run, and no connection. */
  private static final Set<String> HARMLESS_CHANNEL_TYPES =
      Set.of(
          "io.netty.channel.EventLoop",
          "io.netty.channel.SingleThreadEventLoop",
          "io.netty.channel.EventLoopGroup",
          "io.netty.channel.FileRegion",
          "io.netty.channel.DefaultFileRegion");

  /** What a package of the edge may use of the others, and why not more. */
  record Arrow(String from, Set<String> to, String reason) {
    @Override
    public String toString() {
      return from + " -> " + new TreeSet<>(to);
    }
  }

  private static final List<Arrow> ARROWS =
      List.of(
          new Arrow(
              "flow", Set.of(), "the contract between all others stands on the message model"),
          new Arrow("semantics", Set.of(), "what the specifications say is not what we decided"),
          new Arrow("purge", Set.of(), "purges are numbers, tested without anything around them"),
          new Arrow("index", Set.of(), "what stays in memory is decided by use and weight alone"),
          new Arrow(
              "config",
              Set.of("semantics"),
              "the compiler of configurations also runs in the control plane, without an edge"),
          new Arrow(
              "rules",
              Set.of("config", "flow", "semantics"),
              "rules are evaluated on the configuration and one message, nothing else"),
          new Arrow(
              "codec", Set.of("config", "flow"), "octets to messages and back, no connection"),
          new Arrow("demo", Set.of("flow"), "the demo site is an origin like any other"),
          new Arrow(
              "compress",
              Set.of("config", "flow", "semantics"),
              "codings work on any content, stored or not"),
          new Arrow(
              "observe",
              Set.of("config", "flow"),
              "whoever has something to tell registers it; the observer asks nobody"),
          new Arrow(
              "listener",
              Set.of("codec", "config", "flow", "observe"),
              "the listener serves the whole product, so it knows no site and no cache"),
          new Arrow(
              "upstream",
              Set.of("codec", "config", "flow", "listener", "observe", "semantics"),
              "pools know origins, not what is stored or who asked"),
          new Arrow("memory", Set.of(), "memory is bytes, whatever they stand for"),
          new Arrow(
              "cache",
              Set.of("config", "flow", "index", "memory", "observe", "purge", "semantics"),
              "the store decides by the semantics and never asks an origin itself"),
          new Arrow(
              "disk",
              Set.of("cache", "config", "flow", "purge", "semantics"),
              "the disk keeps what the store gives it and asks nobody else"),
          new Arrow(
              "sync",
              Set.of("config", "flow", "observe", "purge"),
              "following the control plane needs the document and the purges only"),
          new Arrow(
              "admin.shape",
              Set.of(),
              "how records look in JSON is read off the records, whatever they are about"),
          new Arrow(
              "admin",
              Set.of("admin.shape", "config", "flow", "observe", "purge"),
              "the admin API reaches the node through narrow interfaces of its own"),
          new Arrow(
              "exchange",
              Set.of(
                  "cache",
                  "compress",
                  "config",
                  "flow",
                  "observe",
                  "purge",
                  "rules",
                  "semantics",
                  "upstream"),
              "the pipeline knows all that a request meets, but not where it came in"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(EDGE);

  @ParameterizedTest
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatStandsBelowIt(Arrow arrow) {
    String[] packages =
        Stream.concat(Stream.of(arrow.from), arrow.to.stream())
            .map(name -> EDGE + '.' + name + "..")
            .toArray(String[]::new);
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(EDGE + '.' + arrow.from + "..")
            .should()
            .onlyDependOnClassesThat(
                JavaClass.Predicates.resideOutsideOfPackage(EDGE + "..")
                    .or(JavaClass.Predicates.resideInAnyPackage(packages)))
            .allowEmptyShould(true)
            .because(arrow.reason);
    rule.check(MAIN);
  }

  static Stream<Arrow> arrows() {
    return ARROWS.stream();
  }

  @Test
  void noPackageUsesAnotherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.skerry.(**)")
        .should()
        .beFreeOfCycles()
        .because("a circle is one package with several names: nothing in it can be read alone")
        .check(MAIN);
  }

  @Test
  void decisionsAreFreeOfNetty() {
    noClasses()
        .that()
        .resideInAnyPackage(
            EDGE + ".semantics..", EDGE + ".rules..", EDGE + ".config..", EDGE + ".purge..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .because("what is decided must be testable, and usable, without a connection or a buffer")
        .check(MAIN);
  }

  @Test
  void onlyListenerAndUpstreamHaveConnections() {
    noClasses()
        .that()
        .resideOutsideOfPackages(EDGE, EDGE + ".listener..", EDGE + ".upstream..")
        .should()
        .dependOnClassesThat(connections())
        .because("all others speak through flow, whatever the protocol and the transport")
        .check(MAIN);
  }

  @Test
  void nobodyUsesWhatNettyKeepsForItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..internal..")
        .because("internal classes change without notice")
        .check(MAIN);
  }

  @Test
  void nothingInTheEdgeSleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "Thread.sleep",
                call ->
                    call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep")))
        .because("an event loop never blocks, and others wait for conditions, not for time")
        .check(MAIN);
  }

  private static DescribedPredicate<JavaClass> connections() {
    return DescribedPredicate.describe(
        "are connections of Netty's",
        type ->
            (type.getPackageName().startsWith("io.netty.channel")
                    || type.getPackageName().startsWith("io.netty.bootstrap"))
                && !HARMLESS_CHANNEL_TYPES.contains(type.getName()));
  }

  @Test
  void everyPackageHasItsArrows() {
    Set<String> found =
        MAIN.stream()
            .map(type -> type.getPackageName().substring(EDGE.length()))
            .filter(rest -> !rest.isEmpty())
            .map(rest -> rest.substring(1).replaceAll("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    ARROWS.forEach(arrow -> found.remove(arrow.from));
    assertThat(found).as("packages whose arrows are not in the table").isEmpty();
  }
}
