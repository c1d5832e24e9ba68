package dev.skerry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What holds for every class of the product, whatever its module: here, as the tests of this module
 * are the only ones that have all modules on their path.
 */
class HouseRulesTest {
  private static final Set<String> SAY_NOTHING =
      Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Processor", "Info");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.skerry");

  @Test
  void theMessageModelUsesNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.skerry.http..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.skerry.http..", "java..", "org.jspecify..")
        .because("every part speaks in it, and handlers are compiled against it")
        .check(MAIN);
  }

  @Test
  void whatHandlersAreWrittenAgainstKnowsNeitherEdgeNorOrigin() {
    noClasses()
        .that()
        .resideInAPackage("dev.skerry.handler..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.skerry.edge..", "dev.skerry.origin..", "dev.skerry.control..", "dev.skerry.cli..")
        .allowEmptyShould(true)
        .because("a handler runs in a unit test as it runs at an edge")
        .check(MAIN);
  }

  @Test
  void onlyOnePackageKnowsTheJavaScriptEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.skerry.handler.js..", "dev.skerry.handler.web.url..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.graalvm..")
        .because("how handlers are queued, limited and called is the same in every language")
        .check(MAIN);
  }

  @Test
  void edgeAndOriginDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.skerry.edge..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.skerry.origin..", "dev.skerry.control..", "dev.skerry.cli..")
        .because("an edge follows the control plane over HTTP, and any origin will do")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.skerry.origin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.skerry.edge..", "dev.skerry.control..", "dev.skerry.cli..", "dev.skerry.handler..")
        .allowEmptyShould(true)
        .because("the origin services serve without an edge, and use the message model only")
        .check(MAIN);
  }

  @Test
  void theControlPlaneUsesOfTheEdgeWhatServersShareOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.skerry.control..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.skerry.edge..")
                .and(
                    JavaClass.Predicates.resideOutsideOfPackages(
                        "dev.skerry.edge.config..",
                        "dev.skerry.edge.listener..",
                        "dev.skerry.edge.flow..",
                        "dev.skerry.edge.admin..",
                        "dev.skerry.edge.observe..",
                        "dev.skerry.edge.purge..",
                        "dev.skerry.edge.sync..")))
        .allowEmptyShould(true)
        .because(
            "it refuses what an edge could not load and speaks with edges in their own words, and"
                + " there is one HTTP server to harden, one admin API and one set of metrics in a"
                + " process")
        .check(MAIN);
  }

  @Test
  void nobodyKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.skerry.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.skerry.cli..")
        .allowEmptyShould(true)
        .because("a command starts the parts, they run without it")
        .check(MAIN);
  }

  @Test
  void onlyTheCommandLineWritesToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.skerry.cli..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a server speaks through its logs")
        .check(MAIN);
  }

  @Test
  void logsGoThroughOneInterface() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING
        .because("SLF4J is the one interface to the log")
        .check(MAIN);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(" + String.join("|", SAY_NOTHING) + ")(\\$.*)?")
        .because("these words fit every class and so say nothing of one")
        .check(MAIN);
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are named by a number of a specification",
                type -> type.getSimpleName().matches("(?i).*(rfc\\d|\\d{4}).*")))
        .should()
        .haveNameMatching(".*")
        .allowEmptyShould(true)
        .because("specifications are replaced; their numbers belong in comments")
        .check(MAIN);
  }

  @Test
  void allModulesAreLookedAt() {
    assertThat(MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .contains(
            "dev.skerry.http",
            "dev.skerry.edge",
            "dev.skerry.origin.tables",
            "dev.skerry.origin.tables.model",
            "dev.skerry.control",
            "dev.skerry.cli");
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    List<String> without =
        MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet()).stream()
            .filter(place -> !place.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(without).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
