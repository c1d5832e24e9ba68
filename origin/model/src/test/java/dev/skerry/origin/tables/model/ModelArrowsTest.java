package dev.skerry.origin.tables.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package of the modelling library may use which. */
class ModelArrowsTest {
  private static final String MODEL = "dev.skerry.origin.tables.model";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(MODEL);

  @ParameterizedTest
  @CsvSource({
    "error, error java.. org.jspecify..",
    "schema, schema java.. org.jspecify..",
    "item, item schema error java.. org.jspecify.. software.amazon.awssdk..",
    "expression, expression item schema error java.. org.jspecify.. software.amazon.awssdk.."
  })
  void aPackageUsesOnlyWhatStandsBelowIt(String from, String to) {
    String[] packages =
        Stream.of(to.split(" ", -1))
            .map(name -> name.endsWith("..") ? name : MODEL + '.' + name)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(MODEL + '.' + from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("what a record says, its form, and expressions can each be understood alone")
        .check(MAIN);
  }

  @Test
  void theLibraryKnowsNothingOfTheServer() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MODEL + "..", "java..", "org.jspecify..", "software.amazon.awssdk..")
        .because("applications take it without the server")
        .check(MAIN);
  }
}
