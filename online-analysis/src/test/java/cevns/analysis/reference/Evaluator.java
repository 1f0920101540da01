package cevns.analysis.reference;

/** Computes what the points of one group ask for, from their inputs. */
@FunctionalInterface
interface Evaluator {

    /**
     * The value of a point as this program has it.
     *
     * @throws IllegalArgumentException if an isotope, material, model or quantity is not known; the
     *     message names it
     */
    double evaluate(Point point);
}
