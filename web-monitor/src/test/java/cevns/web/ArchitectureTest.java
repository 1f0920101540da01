package cevns.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** What may not depend on what; the second wall behind the Maven modules. */
@AnalyzeClasses(packages = "cevns", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String DAQ = "cevns.daq..";
    private static final String DRIVERS = "cevns.drivers..";
    private static final String ANALYSIS = "cevns.analysis..";
    private static final String WEB = "cevns.web..";

    @ArchTest
    static final ArchRule THE_GROUND_KNOWS_NOBODY_ABOVE_IT =
            noClasses()
                    .that()
                    .resideInAPackage(DAQ)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(DRIVERS, ANALYSIS, WEB);

    @ArchTest
    static final ArchRule DRIVERS_AND_ANALYSIS_NEVER_SEE_EACH_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage(DRIVERS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ANALYSIS, WEB);

    @ArchTest
    static final ArchRule ANALYSIS_KNOWS_NEITHER_DRIVERS_NOR_THE_PAGE =
            noClasses()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(DRIVERS, WEB);

    @ArchTest
    static final ArchRule ONLY_THE_QUEUE_KNOWS_CHRONICLE =
            onlyIn("net.openhft..", "cevns.daq.queue..");

    @ArchTest
    static final ArchRule ONLY_THE_CATALOGUE_KNOWS_SQL =
            noClasses()
                    .that(not(resideInAPackage("cevns.daq.run..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.jdbi..", "org.flywaydb..", "org.sqlite..", "java.sql..");

    @ArchTest static final ArchRule ONLY_DRIVERS_KNOW_NETTY = onlyIn("io.netty..", DRIVERS);

    @ArchTest
    static final ArchRule ONLY_DRIVERS_KNOW_SERIAL_PORTS = onlyIn("com.fazecast..", DRIVERS);

    @ArchTest
    static final ArchRule ONLY_TWO_ROOMS_KNOW_EPICS =
            noClasses()
                    .that(not(resideInAnyPackage("cevns.drivers.epics..", "cevns.web.epics..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.epics..", "gov.aps.jca..", "com.cosylab..");

    @ArchTest
    static final ArchRule NOBODY_WRITES_TO_A_VARIABLE_OF_OTHERS =
            noClasses()
                    .should()
                    .callMethodWhere(
                            target(owner(assignableTo("gov.aps.jca.Channel")))
                                    .and(target(nameStartingWith("put"))))
                    .orShould()
                    .callMethodWhere(
                            target(owner(assignableTo("org.epics.pva.client.PVAChannel")))
                                    .and(target(nameMatching("write|invoke"))));

    @ArchTest static final ArchRule ONLY_THE_PAGE_KNOWS_VERTX = onlyIn("io.vertx..", WEB);

    @ArchTest static final ArchRule ONLY_THE_PAGE_KNOWS_MICROMETER = onlyIn("io.micrometer..", WEB);

    @ArchTest
    static final ArchRule ANALYSIS_STANDS_ON_LITTLE =
            classes()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ANALYSIS,
                            DAQ,
                            "java..",
                            "org.hipparchus..",
                            "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule ANALYSIS_READS_NO_CLOCK =
            noClasses()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.time..")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("cevns.daq.time..");

    @ArchTest
    static final ArchRule ANALYSIS_ROLLS_NO_DICE =
            noClasses()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Random.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(SplittableRandom.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocalRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule ANALYSIS_KEEPS_NOTHING_IN_HASH_ORDER =
            noClasses()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .callConstructor(HashMap.class)
                    .orShould()
                    .callConstructor(HashMap.class, int.class)
                    .orShould()
                    .callConstructor(HashSet.class)
                    .orShould()
                    .callConstructor(HashSet.class, int.class)
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ConcurrentHashMap");

    @ArchTest
    static final ArchRule ANALYSIS_COMPUTES_STRICTLY =
            noClasses()
                    .that()
                    .resideInAPackage(ANALYSIS)
                    .should()
                    .callMethod(Math.class, "exp", double.class)
                    .orShould()
                    .callMethod(Math.class, "log", double.class)
                    .orShould()
                    .callMethod(Math.class, "log10", double.class)
                    .orShould()
                    .callMethod(Math.class, "pow", double.class, double.class)
                    .orShould()
                    .callMethod(Math.class, "sin", double.class)
                    .orShould()
                    .callMethod(Math.class, "cos", double.class);

    @ArchTest
    static final ArchRule EACH_FAMILY_IS_A_ROOM_OF_ITS_OWN =
            noClasses()
                    .that()
                    .resideInAnyPackage("cevns.drivers.dig2..", "cevns.drivers.adara..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "cevns.drivers.fcio..",
                                    "cevns.drivers.orca..",
                                    "cevns.drivers.compass..",
                                    "cevns.drivers.wavedump..",
                                    "cevns.drivers.sis3316.."));

    @ArchTest
    static final ArchRule THE_EMULATED_BOARD_KNOWS_THE_WIRE_AND_NOT_ITS_DRIVER =
            noClasses()
                    .that()
                    .resideInAPackage("cevns.drivers.dig2.emulator")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("cevns.drivers.dig2");

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NEITHER_OF_ITS_ENDS =
            noClasses()
                    .that()
                    .resideInAPackage("cevns.drivers.dig2.wire")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "cevns.drivers.dig2", "cevns.drivers.dig2.emulator"));

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_GROUND =
            slices().matching("cevns.daq.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_DRIVERS =
            slices().matching("cevns.drivers.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_ANALYSIS =
            slices().matching("cevns.analysis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_IN_THE_MONITOR =
            slices().matching("cevns.web.(*)..").should().beFreeOfCycles();

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that(not(resideInAPackage(home)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
