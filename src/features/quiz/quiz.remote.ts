import { serverRpc } from '../../backend/server.ts';
import type { KnowledgePoint, QuizCard } from '../../contract/content.ts';
import type { Locale } from '../../contract/locales.ts';

/** Published quizzes of all three purposes, in the order of the list. */
export const quizCards = (locale: Locale) => serverRpc<QuizCard[]>('quizzes', { locale });

/** The ten knowledge points with the characters of their seals. */
export const knowledgePoints = (locale: Locale) => serverRpc<KnowledgePoint[]>('knowledge_points', { locale });
