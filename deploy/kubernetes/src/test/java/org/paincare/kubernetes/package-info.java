/** What is asked of the manifests: they are whole, strict, agree with the programs and with each other, and keep the policies. */
@NullMarked
package org.paincare.kubernetes;

import org.jspecify.annotations.NullMarked;
