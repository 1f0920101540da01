package cevns.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reference point agrees within its tolerance, evaluated from its inputs. The points are
 * those of {@code src/test/resources/reference.json}, or of the file that {@code
 * -Dsevens.reference=FILE} names. A group, isotope, material or model that nobody here knows fails
 * by name.
 */
class ReferencePointsTest {

    private static final Map<String, Evaluator> EVALUATORS = new TreeMap<>();

    static {
        EVALUATORS.putAll(PredictionGroups.all());
        EVALUATORS.putAll(StatisticsGroups.all());
    }

    @TestFactory
    List<DynamicNode> agreesWithEveryReferencePoint() throws IOException {
        List<ReferenceFile.Group> groups = ReferenceFile.read();
        assertThat(groups).as("groups of points").isNotEmpty();
        return groups.stream().map(ReferencePointsTest::tests).toList();
    }

    private static boolean needsDataNotBundled(String group, Point point) {
        return group.equals("fit") && point.id().startsWith("csi2021/");
    }

    private static DynamicNode tests(ReferenceFile.Group group) {
        return dynamicContainer(
                group.name(),
                group.points().stream()
                        .map(
                                point ->
                                        dynamicTest(
                                                group.name() + " " + point.id(),
                                                () -> check(group, point))));
    }

    private static void check(ReferenceFile.Group group, Point point) {
        assumeFalse(
                needsDataNotBundled(group.name(), point),
                "the event lists of CsI 2021 are not bundled (selection.md has their format)");
        Evaluator evaluator = EVALUATORS.get(group.name());
        if (evaluator == null) {
            fail("no evaluator for the group '" + group.name() + "'");
        }
        double ours = evaluator.evaluate(point);
        assertThat(Math.abs(ours - point.value()))
                .as(
                        "%s %s %s: ours %s, reference %s",
                        group.name(), point.id(), point.inputs(), ours, point.value())
                .isLessThanOrEqualTo(group.allowed(point));
    }
}
