package dev.skerry.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package of the control plane may use which, and what of the edge and the origin. */
class ControlArrowsTest {
  private static final String PRODUCT = "dev.skerry";

  /** What a package may use of all of the product's others, and why not more. */
  record Arrow(String from, Set<String> to, String reason) {
    @Override
    public String toString() {
      return from + " -> " + new TreeSet<>(to);
    }
  }

  private static final List<Arrow> ARROWS =
      List.of(
          new Arrow(
              "control.api",
              Set.of("http..", "edge.flow"),
              "the port takes calls for services that it does not know"),
          new Arrow(
              "control.tables",
              Set.of(
                  "control.api",
                  "http..",
                  "origin.access",
                  "origin.access.signature",
                  "origin.engine",
                  "origin.tables.dynamodb",
                  "origin.tables.error"),
              "the table API over HTTP is a service of the port, and knows no edge"),
          new Arrow(
              "control.objects",
              Set.of(
                  "control.api",
                  "http..",
                  "origin.objects.content",
                  "origin.objects.s3",
                  "origin.objects.s3.error"),
              "S3 over HTTP is a service of the port, and knows no edge"),
          new Arrow(
              "control.sts",
              Set.of(
                  "control.api",
                  "http..",
                  "origin.access",
                  "origin.access.signature",
                  "origin.engine"),
              "who asks is found out by the origin's access, whatever it asks for"),
          new Arrow(
              "control.engine",
              Set.of("origin.access.account", "origin.engine.."),
              "where rows are, and how they are copied, is the same whatever they mean"),
          new Arrow(
              "control.admin",
              Set.of(
                  "edge.admin..", "origin.access.account", "origin.engine", "origin.engine.tuple"),
              "who may call and who did what is the same whatever is called"),
          new Arrow(
              "control.fleet",
              Set.of(
                  "http..",
                  "edge.admin",
                  "edge.admin.shape",
                  "edge.config",
                  "edge.config.document",
                  "edge.flow",
                  "edge.listener",
                  "edge.observe",
                  "edge.sync",
                  "origin.access.account",
                  "origin.engine",
                  "origin.engine.tuple"),
              "who the edges are and how they are told is the same whatever they are told"),
          new Arrow(
              "control.purges",
              Set.of(
                  "control.fleet",
                  "http..",
                  "edge.admin",
                  "edge.admin.shape",
                  "edge.observe",
                  "edge.purge",
                  "edge.sync",
                  "origin.chore",
                  "origin.engine",
                  "origin.engine.tuple"),
              "what was purged, and where, is the same whatever the sites are"),
          new Arrow(
              "control.sites",
              Set.of(
                  "control.fleet",
                  "edge.admin",
                  "edge.admin.shape",
                  "edge.config",
                  "edge.config.document",
                  "edge.observe",
                  "edge.sync",
                  "handler",
                  "origin.access.account",
                  "origin.chore",
                  "origin.engine",
                  "origin.engine.tuple"),
              "what edges are to do is judged by the edge's compiler, and knows no purges"),
          new Arrow(
              "control.buckets",
              Set.of(
                  "control.api",
                  "control.fleet",
                  "control.objects",
                  "http..",
                  "edge.config",
                  "edge.flow",
                  "origin.objects.s3",
                  "origin.objects.site"),
              "buckets are read by edges as by other callers, through the port's limits"),
          new Arrow(
              "control.data",
              Set.of(
                  "control.api",
                  "control.fleet",
                  "control.objects",
                  "handler",
                  "http..",
                  "edge.config",
                  "edge.flow",
                  "origin.objects",
                  "origin.objects.s3..",
                  "origin.tables.dynamodb"),
              "handlers ask tables and buckets as other callers do, through the port's limits"),
          new Arrow(
              "control.changes",
              Set.of(
                  "control.fleet",
                  "control.purges",
                  "http.tag",
                  "edge.admin.shape",
                  "edge.observe",
                  "edge.purge",
                  "origin.chore",
                  "origin.engine",
                  "origin.engine.tuple",
                  "origin.objects",
                  "origin.tables",
                  "origin.tables.value"),
              "what changed becomes purges whatever sites are, which are told by a seam"),
          new Arrow(
              "control.schedules",
              Set.of(
                  "control.fleet",
                  "control.sites",
                  "edge.admin",
                  "edge.admin.shape",
                  "edge.config",
                  "edge.observe",
                  "edge.sync",
                  "handler",
                  "origin.chore",
                  "origin.engine",
                  "origin.engine.tuple"),
              "what runs when is said by configurations, and done by edges"),
          new Arrow(
              "control.console",
              Set.of("edge.admin"),
              "the console is files, and a client of the admin API like any other"),
          new Arrow(
              "control",
              Set.of(
                  "control.admin",
                  "control.api",
                  "control.buckets",
                  "control.changes",
                  "control.console",
                  "control.data",
                  "control.engine",
                  "control.fleet",
                  "control.objects",
                  "control.purges",
                  "control.schedules",
                  "control.sites",
                  "control.sts",
                  "control.tables",
                  "handler",
                  "http..",
                  "edge.admin..",
                  "edge.config",
                  "edge.flow",
                  "edge.listener",
                  "edge.observe",
                  "edge.sync",
                  "origin.."),
              "the wiring knows what it wires: of the edge the server, and where it is asked"));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PRODUCT + ".control", PRODUCT + ".cli");

  @ParameterizedTest
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatStandsBelowIt(Arrow arrow) {
    String[] packages =
        Stream.concat(Stream.of(arrow.from), arrow.to.stream())
            .map(name -> PRODUCT + '.' + name)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(PRODUCT + '.' + arrow.from)
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage(PRODUCT + "..")
                .or(JavaClass.Predicates.resideInAnyPackage(packages)))
        .because(arrow.reason)
        .check(MAIN);
  }

  static Stream<Arrow> arrows() {
    return ARROWS.stream();
  }

  @Test
  void everyPackageOfTheControlPlaneHasItsArrows() {
    Set<String> found =
        MAIN.stream()
            .map(type -> type.getPackageName().substring(PRODUCT.length() + 1))
            .filter(name -> name.startsWith("control"))
            .collect(Collectors.toCollection(TreeSet::new));
    ARROWS.forEach(arrow -> found.remove(arrow.from));
    assertThat(found).as("packages whose arrows are not in the table").isEmpty();
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
  void theControlPlaneDoesNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage(PRODUCT + ".control..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PRODUCT + ".cli..", "picocli..")
        .because("it is started by the command line, and by tests")
        .check(MAIN);
  }

  @Test
  void connectionsAreTheListenersAlone() {
    noClasses()
        .that()
        .resideInAPackage(PRODUCT + ".control..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty.channel.socket..", "io.netty.bootstrap..", "io.netty.handler..")
        .because("there is one HTTP server to harden for the whole product")
        .check(MAIN);
  }
}
