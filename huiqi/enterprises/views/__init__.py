"""The pages of enterprises: what is known of one, who may act for it, who claims it."""
