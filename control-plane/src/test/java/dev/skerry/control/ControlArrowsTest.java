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
              Set.of("control.api", "http.."),
              "what is not there yet needs nothing"),
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
              "control",
              Set.of(
                  "control.api",
                  "control.engine",
                  "control.objects",
                  "control.sts",
                  "control.tables",
                  "http..",
                  "edge.admin",
                  "edge.config",
                  "edge.flow",
                  "edge.listener",
                  "edge.observe",
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
