package dev.skerry.handler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Which package of the handlers may use which. */
class HandlerArrowsTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.skerry.handler");

  @Test
  void whatHandlersAreWrittenAgainstUsesTheMessagesAndTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.skerry.handler")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.skerry.handler", "dev.skerry.http..", "java..", "org.jspecify..")
        .because("a handler's class loader has nothing else")
        .check(MAIN);
  }

  @Test
  void whatRunsHandlersKnowsNoLanguage() {
    noClasses()
        .that()
        .resideInAPackage("dev.skerry.handler.host..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.skerry.handler.jar..",
            "dev.skerry.handler.js..",
            "dev.skerry.handler.kinds..",
            "dev.skerry.handler.text..",
            "dev.skerry.handler.wasm..")
        .because("how handlers are queued, limited and called is the same in every language")
        .check(MAIN);
  }

  @Test
  void onlyTheTestKitReadsJson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.skerry.handler.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .because("events cross to handlers as objects or as text of lines")
        .check(MAIN);
  }

  @Test
  void nothingThatRunsUsesTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.skerry.handler.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.skerry.handler.testing..")
        .because("it stands on all the others")
        .check(MAIN);
  }

  @Test
  void noPackageUsesAnotherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.skerry.(handler..)")
        .should()
        .beFreeOfCycles()
        .because("a circle is one package with several names: nothing in it can be read alone")
        .check(MAIN);
  }
}
