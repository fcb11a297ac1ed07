package org.paincare.platform.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the row and the verb of the permission matrix that an endpoint needs. Every endpoint carries it or
 * {@link Open}; one that carries neither is refused by the build and, were it to run, by the filter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {

    /** A resource of the service's {@code permissions.yaml}. */
    String resource();

    /** A verb that the resource lists there. */
    String action();

    /** True where the method itself applies {@link CurrentCaller#ownRecordsOnly} because no patient is in its path. */
    boolean checksOwner() default false;
}
