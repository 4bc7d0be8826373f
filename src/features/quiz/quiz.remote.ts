import { serverRpc } from '../../backend/server.ts';
import type { District, KnowledgePoint, Question, QuizCard, QuizPage } from '../../contract/content.ts';
import type { Locale } from '../../contract/locales.ts';

/** Published quizzes of all three purposes, in the order of the list. */
export const quizCards = (locale: Locale) => serverRpc<QuizCard[]>('quizzes', { locale });

/** The ten knowledge points with the characters of their seals. */
export const knowledgePoints = (locale: Locale) => serverRpc<KnowledgePoint[]>('knowledge_points', { locale });

/** One quiz with its questions, or null. */
export const quizPage = (slug: string, locale: Locale) => serverRpc<QuizPage | null>('quiz', { slug, locale });

/** Every practice question, for choosing the daily five on the phone. */
export const practiceBank = (locale: Locale) => serverRpc<Question[]>('practice_bank', { locale });

/** The districts that a person may name. */
export const districts = (locale: Locale) => serverRpc<District[]>('districts', { locale });

/** A picture or sound by its sha-256, or null. */
export const media = (hash: string) => serverRpc<{ type: string; base64: string } | null>('media', { hash });
