/**
 * Decides whether a person may be in the programme (scope P) or be treated today (scope S), and explains why.
 *
 * <p>Pure: no clock, no database, no network. The way in:
 *
 * <ol>
 *   <li>{@link org.paincare.patient.eligibility.engine.RuleSets} loads and checks the rule set and the fact vocabulary
 *       (data files under {@code eligibility/}); every number marked D or K is a parameter there.
 *   <li>{@link org.paincare.patient.eligibility.engine.FactVocabulary} says which facts exist and which readings of them
 *       can be believed; {@link org.paincare.patient.eligibility.engine.RuleSet#requiredFacts} which ones a complete
 *       patient needs.
 *   <li>{@link org.paincare.patient.eligibility.engine.EligibilityEngine#evaluate} turns a
 *       {@link org.paincare.patient.eligibility.engine.FactSnapshot} into an
 *       {@link org.paincare.patient.eligibility.engine.Evaluation}.
 *   <li>{@link org.paincare.patient.eligibility.engine.EvaluationComparison#of} says what differs between two.
 * </ol>
 *
 * <p>Everything here is immutable and safe from any thread. All inputs and answers are records that Jackson writes and
 * reads as they stand (with its java.time module).
 */
@NullMarked
package org.paincare.patient.eligibility.engine;

import org.jspecify.annotations.NullMarked;
